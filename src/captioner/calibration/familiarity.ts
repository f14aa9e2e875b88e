import * as z from 'zod';
import { fromFloat16, toFloat16 } from '../float16';

/**
 * A collection of pictures that a captioner knows, to tell those that are unlike them: beside photographs drawings,
 * screenshots, noise. The mean grid vectors of these point elsewhere. The cosine with the collection's mean is enough to
 * tell, and needs one vector.
 */
export const familiaritySchema = z.object({
  /** The mean of the pictures' mean grid vectors, of length 1, as float16, in base64. */
  centre: z.base64(),
  /** From this cosine up, a picture is familiar. */
  familiarFrom: z.number(),
  /** Below that, by how much less a picture is e times less familiar. */
  spread: z.number().positive(),
});
export type Familiarity = z.infer<typeof familiaritySchema>;

/** Of the pictures themselves, the share that counts as unfamiliar. */
const unfamiliarShare = 0.02;

/**
 * @param meanGrids of the pictures, the mean over the locations of each annotation grid
 */
export function measureFamiliarity(meanGrids: readonly Float32Array[]): Familiarity {
  const centre = new Float32Array(meanGrids[0].length);
  for (const vector of meanGrids) vector.forEach((value, at) => (centre[at] += value / meanGrids.length));
  const length = Math.hypot(...centre) || 1;
  const rounded = toFloat16(centre.map((value) => value / length));
  const direction = fromFloat16(rounded);
  const cosines = meanGrids.map((vector) => cosine(vector, direction)).sort((one, other) => one - other);
  const mean = cosines.reduce((sum, value) => sum + value, 0) / cosines.length;
  const variance = cosines.reduce((sum, value) => sum + (value - mean) ** 2, 0) / cosines.length;
  return {
    centre: Buffer.from(new Uint8Array(rounded.buffer)).toString('base64'),
    familiarFrom: roundTo4(cosines[Math.floor(unfamiliarShare * cosines.length)]),
    spread: Math.max(0.01, roundTo4(Math.sqrt(variance))),
  };
}

function roundTo4(value: number): number {
  return Math.round(value * 1e4) / 1e4;
}

/** Says how familiar pictures are. */
export class FamiliarityGauge {
  private readonly collections: { centre: Float32Array; familiarFrom: number; spread: number }[];

  /**
   * @param known collections of pictures; what is familiar from one of them is familiar
   * @throws Error if the centre of one is not a vector of this many channels
   */
  constructor(known: readonly Familiarity[], channels: number) {
    this.collections = known.map(({ centre, familiarFrom, spread }) => {
      const bytes = Uint8Array.from(Buffer.from(centre, 'base64'));
      if (bytes.length !== 2 * channels) {
        throw new Error(`its calibration's centre has ${bytes.length} bytes instead of ${2 * channels}`);
      }
      return { centre: fromFloat16(new Uint16Array(bytes.buffer)), familiarFrom, spread };
    });
  }

  /**
   * What the confidence in a caption of a picture is multiplied by: 1 for what is familiar, near 0 for what is nothing like
   * it. It falls exponentially with the distance from the known pictures, counted in their standard deviation.
   * @param meanGrid the mean of its annotation grid over the locations
   */
  of(meanGrid: Float32Array): number {
    return this.collections.reduce(
      (most, { centre, familiarFrom, spread }) =>
        Math.max(most, Math.min(1, Math.exp((cosine(meanGrid, centre) - familiarFrom) / spread))),
      0,
    );
  }
}

/** 0 where a vector is all zeros. */
function cosine(one: Float32Array, other: Float32Array): number {
  let product = 0;
  let [oneSquared, otherSquared] = [0, 0];
  for (let at = 0; at < one.length; at++) {
    product += one[at] * other[at];
    oneSquared += one[at] ** 2;
    otherSquared += other[at] ** 2;
  }
  return product === 0 ? 0 : product / Math.sqrt(oneSquared * otherSquared);
}
