import type * as tf from '@tensorflow/tfjs-core';
import type { CaptioningModel } from '../captioningModel';
import type { Hypothesis } from '../beamSearch/beams';
import { beamSearch, searchWith, type BeamSearchOptions } from '../beamSearch/beamSearch';
import type { GridSource } from '../training/examples';

const imagesAtATime = 16;

export interface ImageSearchOptions {
  model: CaptioningModel;
  grids: GridSource;
  /** Where it is not the default one. */
  search?: Partial<BeamSearchOptions>;
  betweenSteps?: () => Promise<void>;
  onProgress?: (done: number) => void;
  signal?: AbortSignal;
}

/**
 * Writes captions of many images, some at a time.
 * @param images places in the grid source
 * @param found told of some images at a time: the captions of each, best first, the grids that they were made of, which are
 *   not to be kept, and the place of the first image in the list
 * @throws the signal's reason if it is aborted
 */
export async function beamSearchImages(
  images: readonly number[],
  { model, grids, search, betweenSteps, onProgress, signal }: ImageSearchOptions,
  found: (captions: Hypothesis[][], grids: tf.Tensor3D, first: number) => void,
): Promise<void> {
  for (let first = 0; first < images.length; first += imagesAtATime) {
    await betweenSteps?.();
    signal?.throwIfAborted();
    const batch = await grids.grids(images.slice(first, first + imagesAtATime));
    try {
      found(beamSearch(model.decoder, batch, searchWith(model, search)), batch, first);
    } finally {
      batch.dispose();
    }
    onProgress?.(Math.min(images.length, first + imagesAtATime));
  }
}
