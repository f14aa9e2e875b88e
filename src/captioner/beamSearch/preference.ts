import type { ObjectsInView } from '../objects/objectNamer';
import type { Hypothesis } from './beams';

/** Which of the captions that a search found of an image are wanted most. */
export interface Preference {
  /**
   * @param found best first, at least one
   * @param objects what there is to name in the image
   * @returns the same in their new order
   */
  order(found: readonly Hypothesis[], objects?: ObjectsInView): Hypothesis[];
}
