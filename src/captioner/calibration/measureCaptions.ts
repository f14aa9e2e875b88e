import { toCandidate } from '../candidate';
import { isName, wordsOf } from '../captionText';
import { beamSearchImages, type ImageSearchOptions } from '../evaluation/beamSearchImages';
import type { ImageCaptions } from '../training/captionedImage';
import { asSaid, meanGrids } from './calibration';
import type { MeasuredCaption } from './fitCurves';

export interface MeasureOptions extends Omit<ImageSearchOptions, 'search'> {
  images: readonly ImageCaptions[];
}

/**
 * Captions images as the editor does, and keeps what the network itself says of each word. Images for which it finds no
 * caption are left out.
 * @throws the signal's reason if it is aborted
 */
export async function measureCaptions(options: MeasureOptions): Promise<MeasuredCaption[]> {
  const { images, model } = options;
  const measured: MeasuredCaption[] = [];
  const places = images.map(({ image }) => image);
  await beamSearchImages(places, options, (found, grids, first) => {
    const means = meanGrids(grids, model.decoder.shape.gridChannels);
    found.forEach(([best], at) => {
      if (!best) return;
      const { text, words: suggested, confidence } = toCandidate(best, model.vocabulary, asSaid);
      const found = wordsOf(best.nodes, model.vocabulary);
      const words = suggested.map((word, place) => ({ ...word, isNamed: isName(found[place]) }));
      if (words.length > 0)
        measured.push({ text, words, confidence, meanGrid: means[at], references: images[first + at].captions });
    });
  });
  return measured;
}
