import type { Decoder } from '../decoder/decoder';
import { defaultSearch, searchCaptions, type SearchOptions } from '../search/searchCaptions';
import type { GridSource } from '../training/examples';
import type { Vocabulary } from '../vocabulary/vocabulary';

const imagesAtATime = 16;

export interface CaptioningOptions {
  decoder: Decoder;
  vocabulary: Vocabulary;
  grids: GridSource;
  /** Places in the grid source. */
  images: readonly number[];
  search?: SearchOptions;
  betweenSteps?: () => Promise<void>;
  onProgress?: (done: number) => void;
  signal?: AbortSignal;
}

/** The best caption of each image, "" where none was found. @throws the signal's reason if it is aborted */
export async function captionImages(options: CaptioningOptions): Promise<string[]> {
  const { decoder, vocabulary, grids, images } = options;
  const search = { ...(options.search ?? defaultSearch), wordPieces: vocabulary.wordPieces };
  const captions: string[] = [];
  for (let first = 0; first < images.length; first += imagesAtATime) {
    await options.betweenSteps?.();
    options.signal?.throwIfAborted();
    const batch = await grids.grids(images.slice(first, first + imagesAtATime));
    try {
      for (const [best] of searchCaptions(decoder, batch, search)) {
        captions.push(best ? vocabulary.decode(best.nodes.map(({ piece }) => piece)) : '');
      }
    } finally {
      batch.dispose();
    }
    options.onProgress?.(captions.length);
  }
  return captions;
}
