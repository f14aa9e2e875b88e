import type { OpenBundle } from '../bundle/openBundle';
import { toCandidate } from '../candidate';
import { defaultSearch, searchCaptions } from '../search/searchCaptions';
import type { ImageCaptions } from '../training/captionedImage';
import type { GridSource } from '../training/examples';
import { asSaid, meanGrids } from './calibration';
import type { MeasuredCaption } from './fitCalibration';

const imagesAtATime = 16;

export interface MeasureOptions {
  bundle: Pick<OpenBundle, 'decoder' | 'vocabulary'>;
  images: readonly ImageCaptions[];
  grids: GridSource;
  betweenSteps?: () => Promise<void>;
  onProgress?: (done: number) => void;
  signal?: AbortSignal;
}

/**
 * Captions images as the editor does, and keeps what the network itself says of each word. Images for which it finds no
 * caption are left out.
 * @throws the signal's reason if it is aborted
 */
export async function measureCaptions(options: MeasureOptions): Promise<MeasuredCaption[]> {
  const { bundle, images, grids } = options;
  const search = { ...defaultSearch, wordPieces: bundle.vocabulary.wordPieces };
  const measured: MeasuredCaption[] = [];
  for (let first = 0; first < images.length; first += imagesAtATime) {
    await options.betweenSteps?.();
    options.signal?.throwIfAborted();
    const some = images.slice(first, first + imagesAtATime);
    const batch = await grids.grids(some.map(({ image }) => image));
    try {
      const means = meanGrids(batch);
      searchCaptions(bundle.decoder, batch, search).forEach(([best], at) => {
        if (!best) return;
        const { text, words, confidence } = toCandidate(best, bundle.vocabulary, asSaid);
        if (words.length > 0)
          measured.push({ text, words, confidence, meanGrid: means[at], references: some[at].captions });
      });
    } finally {
      batch.dispose();
    }
    options.onProgress?.(Math.min(images.length, first + imagesAtATime));
  }
  return measured;
}
