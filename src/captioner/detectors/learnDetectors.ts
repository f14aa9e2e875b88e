import { meanGridsOf } from '../calibration/meanGridsOf';
import { headChannels } from '../encoder/efficientNetLite';
import type { ImageCaptions } from '../training/captionedImage';
import type { GridSource } from '../training/examples';
import type { TrainingJob } from '../training/trainingJob';
import { fitDetectors } from './fitDetectors';
import type { WordDetectors } from './wordDetectors';

/** More tell little more, and take memory. */
const mostImages = 20_000;

/**
 * Learns word detectors of images as a dataset has them; of very many, some from all over it.
 * @param grids their annotation grids, of which the network's own channels are looked at
 * @throws the signal's reason if it is aborted
 * @returns nothing where no word is in the captions of enough images
 */
export async function learnDetectors(
  images: readonly ImageCaptions[],
  grids: GridSource,
  job: Pick<TrainingJob, 'betweenSteps' | 'signal'> = {},
): Promise<WordDetectors | undefined> {
  const every = Math.max(1, Math.ceil(images.length / mostImages));
  const some = images.filter((_, at) => at % every === 0);
  const places = some.map(({ image }) => image);
  const meanGrids = await meanGridsOf(places, grids, headChannels, job);
  return fitDetectors({ meanGrids, captions: some.map(({ captions }) => captions) });
}
