import { meanGrids, type Calibration } from './calibration';
import { FamiliarityGauge, measureFamiliarity } from './familiarity';
import type { GridSource } from '../training/examples';

const imagesAtATime = 64;
/** A collection that is as familiar as that on average needs no place of its own. */
const familiarEnough = 0.9;
/** A model that was fine-tuned again and again keeps what it was taught last. */
const mostCollections = 20;

/**
 * The calibration of a model that was fine-tuned: that of its base, with the pictures that it was taught among those that it
 * knows. So somebody who teaches it drawings is not told ever after that drawings are strange.
 * @param images their places in the grid source
 * @returns undefined if the base has none
 */
export async function taughtCalibration(
  base: Calibration | undefined,
  images: readonly number[],
  grids: GridSource,
): Promise<Calibration | undefined> {
  if (!base) return undefined;
  const vectors: Float32Array[] = [];
  for (let first = 0; first < images.length; first += imagesAtATime) {
    const batch = await grids.grids(images.slice(first, first + imagesAtATime));
    vectors.push(...meanGrids(batch));
    batch.dispose();
  }
  const gauge = new FamiliarityGauge(base.familiar, vectors[0].length);
  const familiarity = vectors.reduce((sum, vector) => sum + gauge.of(vector), 0) / vectors.length;
  if (familiarity >= familiarEnough) return base;
  const [first, ...others] = base.familiar;
  const kept = others.slice(Math.max(0, others.length - mostCollections + 2));
  return { ...base, familiar: [first, ...kept, measureFamiliarity(vectors)] };
}
