import { captionText } from '../captionText';
import { beamSearchImages, type ImageSearchOptions } from './beamSearchImages';

export interface CaptioningOptions extends ImageSearchOptions {
  /** Places in the grid source. */
  images: readonly number[];
  /** Told of each caption that was cut at the most pieces. */
  onCut?: () => void;
}

/** The best caption of each image, "" where none was found. @throws the signal's reason if it is aborted */
export async function captionImages(options: CaptioningOptions): Promise<string[]> {
  const captions: string[] = [];
  await beamSearchImages(options.images, options, (found) => {
    for (const [best] of found) {
      captions.push(best ? captionText(best.nodes, options.model.vocabulary) : '');
      if (best?.isCut) options.onCut?.();
    }
  });
  return captions;
}
