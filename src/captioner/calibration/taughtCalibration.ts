import type { CaptioningModel } from '../captioningModel';
import type { GridSource } from '../training/examples';
import type { ImageCaptions } from '../training/captionedImage';
import type { Calibration } from './calibration';
import { meanGridsOf } from './meanGridsOf';
import { FamiliarityGauge, familiarityAt } from './familiarity';
import { fitCurves } from './fitCurves';
import { deviationsOff, distanceFrom, ofLengthOne, spaceFromKnown } from './knownPictures';
import { measureKnown } from './measureKnown';
import { measureCaptions } from './measureCaptions';

/** A collection that is as familiar as that on average needs no place of its own. */
const familiarEnough = 0.9;
/** A model that was fine-tuned again and again keeps what it was taught last. Each takes 110 kB in the model's description. */
const mostCollections = 4;

/** What a model was taught. */
export interface Lesson {
  /** All images that it was taught or that were held out, their places in the grid source. */
  images: readonly number[];
  /** With people's captions: those of the images that it did not learn from. */
  heldOut: readonly ImageCaptions[];
  grids: GridSource;
  /** As it is now. */
  model: CaptioningModel;
  betweenSteps?: () => Promise<void>;
  signal?: AbortSignal;
}

/**
 * The calibration of a model that was fine-tuned: that of its base, with the pictures that it was taught among those that it
 * knows. So somebody who teaches it drawings is not told ever after that drawings are strange. How sure it may be of them is
 * measured on those that were held out; where these are few, much of what holds for the base stays.
 * @returns undefined if the base has none
 * @throws the signal's reason if it is aborted
 */
export async function taughtCalibration(
  base: Calibration | undefined,
  lesson: Lesson,
): Promise<Calibration | undefined> {
  if (!base || base.known.length === 0) return base;
  const vectors = await meanGridsOf(lesson.images, lesson.grids, lesson.model.decoder.shape.gridChannels);
  const gauge = new FamiliarityGauge(base.known, vectors[0].length);
  const familiarity = vectors.reduce((sum, vector) => sum + (gauge.of(vector)?.value ?? 1), 0) / vectors.length;
  if (familiarity >= familiarEnough) return base;
  const { known } = measureKnown(vectors);
  const captions = await measureCaptions({ ...lesson, images: lesson.heldOut });
  const space = spaceFromKnown(known, vectors[0].length);
  const familiarities = captions.map(({ meanGrid }) =>
    familiarityAt(deviationsOff(known, distanceFrom(space, ofLengthOne(meanGrid)))),
  );
  const curves = fitCurves(captions, familiarities, base);
  const [first, ...others] = base.known;
  const kept = others.slice(Math.max(0, others.length - mostCollections + 2));
  return { ...base, known: [first, ...kept, { ...known, curves }] };
}
