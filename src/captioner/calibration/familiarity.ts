import {
  deviationsOff,
  distanceFrom,
  ofLengthOne,
  spaceFromKnown,
  type KnownPictures,
  type KnownSpace,
} from './knownPictures';
import { normalTail } from './normalTail';

/** Of the known pictures themselves so many are called unusual. */
const unusualShare = 0.02;

/** How familiar a picture is. */
export interface Familiarity {
  /** From 1 for what is familiar to 0 for what is nothing like it. */
  value: number;
  /** Which of the known collections it is most like. */
  collection: KnownPictures;
}

/**
 * What the confidence in a caption of a picture is multiplied by: how often a known picture lies as far off or further,
 * over `unusualShare`, and 1 at most.
 * @param deviations as `deviationsOff` gives them
 */
export function familiarityAt(deviations: number): number {
  return Math.min(1, normalTail(deviations) / unusualShare);
}

/** Says how familiar pictures are. */
export class FamiliarityGauge {
  private readonly spaces: { collection: KnownPictures; space: KnownSpace }[];

  /**
   * @param known collections of pictures; what is familiar from one of them is familiar
   * @throws Error if one is not of vectors of this many channels
   */
  constructor(known: readonly KnownPictures[], channels: number) {
    this.spaces = known.map((collection) => ({ collection, space: spaceFromKnown(collection, channels) }));
  }

  /**
   * @param meanGrid the mean of its annotation grid over the locations
   * @returns undefined if nothing is known of what is known
   */
  of(meanGrid: Float32Array): Familiarity | undefined {
    const vector = ofLengthOne(meanGrid);
    let most: Familiarity | undefined;
    for (const { collection, space } of this.spaces) {
      const value = familiarityAt(deviationsOff(collection, distanceFrom(space, vector)));
      if (!most || value > most.value) most = { value, collection };
    }
    return most;
  }
}
