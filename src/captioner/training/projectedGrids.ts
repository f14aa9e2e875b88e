import * as tf from '@tensorflow/tfjs-core';
import type { CaptionBatch } from '../decoder/captionBatch';
import { project, type ProjectedGrids } from '../decoder/memory';
import type { DecoderParameters } from '../decoder/parameters';
import type { GridSource } from './examples';

/** Memory for projected grids; what goes beyond it is projected each time. */
const mostBytes = 256 * 1024 * 1024;

/** What a batch is told of its images. */
export type SeenGrids = Pick<CaptionBatch, 'grids' | 'projected'>;

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

  /** What the projections make of some images; the caller disposes of the tensors. */
  async look(indices: readonly number[]): Promise<Required<SeenGrids>> {
    const passing: ProjectedGrids[] = [];
    const found: ProjectedGrids[] = [];
    for (const index of indices) {
      const known = this.kept.get(index);
      found.push(known ?? (await this.projectOne(index, passing)));
    }
    const result = tf.tidy(() => ({
      grids: tf.concat(found.map(({ annotations }) => annotations)) as tf.Tensor3D,
      projected: {
        image: tf.concat(found.map(({ image }) => image)) as tf.Tensor2D,
        keys: tf.concat(found.map(({ keys }) => keys)) as tf.Tensor3D,
      },
    }));
    for (const { image, annotations, keys } of passing) tf.dispose([image, annotations, keys]);
    return result;
  }

  dispose(): void {
    for (const { image, annotations, keys } of this.kept.values()) tf.dispose([image, annotations, keys]);
    this.kept.clear();
    this.bytes = 0;
  }

  private async projectOne(index: number, passing: ProjectedGrids[]): Promise<ProjectedGrids> {
    const grids = await this.source.grids([index]);
    const projected = project(this.parameters, grids);
    grids.dispose();
    const bytes = 4 * (projected.annotations.size + projected.keys.size + projected.image.size);
    if (this.bytes + bytes > mostBytes) {
      passing.push(projected);
    } else {
      this.kept.set(index, projected);
      this.bytes += bytes;
    }
    return projected;
  }
}
