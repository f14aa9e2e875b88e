import type * as tf from '@tensorflow/tfjs-core';
import type { Decoder } from '../decoder/decoder';
import type { Hypothesis } from '../search/beams';
import { searchCaptions, searchWith, type SearchOptions } from '../search/searchCaptions';
import type { GridSource } from '../training/examples';
import type { Vocabulary } from '../vocabulary/vocabulary';

const imagesAtATime = 16;

export interface ImageSearchOptions {
  decoder: Decoder;
  vocabulary: Vocabulary;
  grids: GridSource;
  /** Where it is not the default one. */
  search?: Partial<SearchOptions>;
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
export async function searchImages(
  images: readonly number[],
  { decoder, vocabulary, grids, search, betweenSteps, onProgress, signal }: ImageSearchOptions,
  found: (captions: Hypothesis[][], grids: tf.Tensor3D, first: number) => void,
): Promise<void> {
  for (let first = 0; first < images.length; first += imagesAtATime) {
    await betweenSteps?.();
    signal?.throwIfAborted();
    const batch = await grids.grids(images.slice(first, first + imagesAtATime));
    try {
      found(searchCaptions(decoder, batch, searchWith(vocabulary, search)), batch, first);
    } finally {
      batch.dispose();
    }
    onProgress?.(Math.min(images.length, first + imagesAtATime));
  }
}
