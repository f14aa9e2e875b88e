import * as z from 'zod';
import { fromFloat16 } from '../float16';
import { betaCurveSchema } from './betaCurve';
import { atRightAngles, product } from './rightAngles';

/**
 * A collection of pictures that a captioner knows. Their mean grid vectors, each of length 1, differ mostly in a few
 * directions; what a picture has beside these is its distance from the collection. Other things, other views and what no
 * camera took have more of it, even where the vector as a whole points the same way.
 */
export const knownPicturesSchema = z.object({
  /** The mean of the vectors, as float16, in base64. */
  centre: z.base64(),
  /** The directions in which they differ, one after another, as int8 to be scaled to length 1, in base64. */
  directions: z.base64(),
  /** Of the logarithm of the distance of such pictures, measured on those that the directions were not found on. */
  distance: z.object({ mean: z.number(), deviation: z.number().positive() }),
  /** How sure the captioner may be of these pictures, where that is not as in `Calibration`. */
  curves: z.object({ word: betaCurveSchema, caption: betaCurveSchema }).optional(),
});
export type KnownPictures = z.infer<typeof knownPicturesSchema>;

/** The collection as numbers. */
export interface KnownSpace {
  centre: Float32Array;
  directions: readonly Float32Array[];
}

/** Directions at most; any number from 32 to 128 told pictures apart as well (docs/confidence-trials.md). */
export const mostDirections = 64;

/**
 * How many standard deviations further off than the known pictures a picture is.
 * @param distance from `distanceFrom`
 */
export function deviationsOff({ distance: { mean, deviation } }: KnownPictures, distance: number): number {
  return (logarithm(distance) - mean) / deviation;
}

/** @throws Error if it is not of vectors of this many channels */
export function spaceFromKnown({ centre, directions }: KnownPictures, channels: number): KnownSpace {
  const centreBytes = Uint8Array.from(Buffer.from(centre, 'base64'));
  if (centreBytes.length !== 2 * channels) {
    throw new Error(`its calibration's centre has ${centreBytes.length} bytes instead of ${2 * channels}`);
  }
  const values = Int8Array.from(Buffer.from(directions, 'base64'));
  if (values.length % channels !== 0 || values.length > mostDirections * channels) {
    throw new Error(
      `its calibration's directions have ${values.length} bytes instead of ${channels} for each of at most ${mostDirections}`,
    );
  }
  const count = values.length / channels;
  return {
    centre: fromFloat16(new Uint16Array(centreBytes.buffer)),
    // Rounded to int8 they lean on each other a little.
    directions: atRightAngles(
      Array.from({ length: count }, (_, at) => Float32Array.from(values.subarray(at * channels, (at + 1) * channels))),
    ),
  };
}

/** @param vector of length 1, see `ofLengthOne` */
export function distanceFrom({ centre, directions }: KnownSpace, vector: Float32Array): number {
  const off = vector.map((value, at) => value - centre[at]);
  const explained = directions.reduce((sum, direction) => sum + product(off, direction) ** 2, 0);
  return Math.sqrt(Math.max(0, product(off, off) - explained));
}

/** A vector of zeros stays one. */
export function ofLengthOne(vector: Float32Array): Float32Array {
  const length = Math.sqrt(product(vector, vector)) || 1;
  return vector.map((value) => value / length);
}

/** Of a distance, which may be none. */
export function logarithm(distance: number): number {
  return Math.log(Math.max(1e-6, distance));
}
