import { stat } from 'node:fs/promises';
import * as l10n from '@vscode/l10n';
import * as tf from '@tensorflow/tfjs-core';
import type { GridSource } from '../../captioner/training/examples';
import { explainFileError } from '../../dataset/files/fileError';
import { FeatureSegments, type FeaturePlace, type SeenImage } from './featureSegments';
import { decodeImage } from '../images/imageDecoding';
import { toImageTensor } from '../images/imageTensor';
import type { StoredFeature } from './storedFeature';

const imagesAtATime = 16;

export interface ExtractOptions {
  paths: readonly string[];
  onProgress?: (done: number, of: number) => void;
  betweenSteps?: () => Promise<void>;
  signal?: AbortSignal;
}

/** An image that has to be looked at. */
type Decoded = { index: number; image: SeenImage; pixels: Uint8Array };

/**
 * What the encoder makes of a dataset's images, on disk as bytes: memory does not grow with the dataset, and a second run
 * finds it again. The folder belongs to one encoder and one feature; several processes may use it at a time.
 */
export class FeatureStore implements GridSource {
  private places: (FeaturePlace | undefined)[] = [];

  private constructor(
    private readonly segments: FeatureSegments,
    private readonly feature: StoredFeature,
  ) {}

  static async open(folder: string, feature: StoredFeature): Promise<FeatureStore> {
    const bytes = tf.util.sizeFromShape([...feature.shape]) * feature.bytesPerValue;
    return new FeatureStore(await FeatureSegments.open(folder, bytes), feature);
  }

  /**
   * Makes some images available: afterwards, index i of `read` is path i.
   * @returns the images that cannot be used, by their index; they may not be asked for
   */
  async extract({ paths, onProgress, betweenSteps, signal }: ExtractOptions): Promise<Map<number, string>> {
    const problems = new Map<number, string>();
    this.places = new Array<undefined>(paths.length).fill(undefined);
    for (let first = 0; first < paths.length; first += imagesAtATime) {
      await betweenSteps?.();
      signal?.throwIfAborted();
      const batch = await Promise.all(
        paths.slice(first, first + imagesAtATime).map((file, offset) => this.lookUp(file, first + offset)),
      );
      const decoded = batch.flatMap((one) => ('pixels' in one ? [one] : []));
      for (const one of batch) if ('problem' in one) problems.set(one.index, one.problem);
      if (decoded.length > 0) await this.makeAndStore(decoded);
      onProgress?.(Math.min(paths.length, first + imagesAtATime), paths.length);
    }
    return problems;
  }

  /** @returns [indices, ...shape]; the caller disposes of it */
  async read(indices: readonly number[]): Promise<tf.Tensor> {
    const bytes = await Promise.all(
      indices.map((index) => {
        const place = this.places[index];
        if (!place) throw new RangeError(`Image ${index} was not looked at.`);
        return this.segments.read(place);
      }),
    );
    return this.feature.fromBytes(bytes);
  }

  /** Annotation grids, where they are what is stored [indices, locations, channels]; the caller disposes of them. */
  async grids(indices: readonly number[]): Promise<tf.Tensor3D> {
    const stored = await this.read(indices);
    const [locations, channels] = this.feature.shape;
    const grids: tf.Tensor3D = tf.reshape(stored, [indices.length, locations, channels]);
    stored.dispose();
    return grids;
  }

  async close(): Promise<void> {
    await this.segments.close();
  }

  private async lookUp(
    file: string,
    index: number,
  ): Promise<{ index: number } | { index: number; problem: string } | Decoded> {
    try {
      const stats = await stat(file);
      const image = { file, size: stats.size, modified: stats.mtimeMs };
      const place = this.segments.find(image);
      if (place) {
        this.places[index] = place;
        return { index };
      }
      return { index, image, pixels: await decodeImage(file, this.feature.imageSize) };
    } catch (error) {
      const reason =
        error instanceof Error && 'reason' in error
          ? String(error.reason)
          : l10n.t('The image cannot be read: {0}.', explainFileError(error));
      return { index, problem: reason };
    }
  }

  private async makeAndStore(decoded: readonly Decoded[]): Promise<void> {
    const input = toImageTensor(
      decoded.map(({ pixels }) => pixels),
      this.feature.imageSize,
    );
    const bytes = await this.lookAt(input).finally(() => input.dispose());
    const places = await this.segments.append(
      decoded.map(({ image }) => image),
      bytes,
    );
    decoded.forEach(({ index }, at) => (this.places[index] = places[at]));
  }

  /** @param images [batch, imageSize, imageSize, 3], the caller's */
  private async lookAt(images: tf.Tensor4D): Promise<Uint8Array> {
    const made = this.feature.make(images);
    try {
      return this.feature.toBytes(await made.data<'float32'>());
    } finally {
      made.dispose();
    }
  }
}
