import * as tf from '@tensorflow/tfjs-core';
import { project, type ProjectedGrids } from '../decoder/memory';
import type { DecoderParameters } from '../decoder/parameters';
import type { GridSource } from './examples';

/** Memory for projected grids; what goes beyond it is projected each time. */
const mostBytes = 256 * 1024 * 1024;

/**
 * Annotation grids with the decoder's projections already applied, each image once. With one caption an image they are most of
 * what a step computes, and a fine-tune learns as well without moving them.
 */
export class ProjectedGridSource {
  private readonly kept = new Map<number, ProjectedGrids>();
  private bytes = 0;

  /** @param parameters with attention; they stay the caller's and have to outlive the source */
  constructor(
    readonly source: GridSource,
    private readonly parameters: DecoderParameters,
  ) {}

  /** @returns annotations [images, locations, P] and the vectors *v* [images, P]; the caller disposes of both */
  async look(indices: readonly number[]): Promise<{ grids: tf.Tensor3D; image: tf.Tensor2D }> {
    const passing: ProjectedGrids[] = [];
    const found: ProjectedGrids[] = [];
    for (const index of indices) {
      const known = this.kept.get(index);
      found.push(known ?? (await this.projectOne(index, passing)));
    }
    const result = tf.tidy(() => ({
      grids: tf.concat(found.map(({ annotations }) => annotations)) as tf.Tensor3D,
      image: tf.concat(found.map(({ image }) => image)) as tf.Tensor2D,
    }));
    tf.dispose(passing.map((one) => [one.image, one.annotations]));
    return result;
  }

  dispose(): void {
    for (const { image, annotations } of this.kept.values()) tf.dispose([image, annotations]);
    this.kept.clear();
    this.bytes = 0;
  }

  private async projectOne(index: number, passing: ProjectedGrids[]): Promise<ProjectedGrids> {
    const grids = await this.source.grids([index]);
    const projected = project(this.parameters, grids);
    grids.dispose();
    const bytes = 4 * (projected.annotations.size + projected.image.size);
    if (this.bytes + bytes > mostBytes) {
      passing.push(projected);
    } else {
      this.kept.set(index, projected);
      this.bytes += bytes;
    }
    return projected;
  }
}
