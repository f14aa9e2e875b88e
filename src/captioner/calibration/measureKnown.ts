import { toFloat16 } from '../float16';
import {
  distanceFrom,
  logarithm,
  mostDirections,
  ofLengthOne,
  type KnownPictures,
  type KnownSpace,
} from './knownPictures';
import { principalDirections } from './principalDirections';
import { roundTo4 } from './roundTo4';

/** So many pictures are needed for each direction. */
const picturesADirection = 8;
/** Where they are most of the space, nothing is left to be off by. */
const channelsADirection = 4;
/** The distances are measured on parts that the rest was not found on: a picture is always near what was made of itself. */
const parts = 5;
/** A few pictures that are all alike would otherwise make everything else infinitely strange. */
const leastDeviation = 0.02;

/**
 * @param meanGrids of the pictures, the mean over the locations of each annotation grid
 * @returns the collection, and for each picture its distance as it was measured without it
 */
export function measureKnown(meanGrids: readonly Float32Array[]): { known: KnownPictures; distances: number[] } {
  const vectors = meanGrids.map(ofLengthOne);
  const count = Math.min(parts, vectors.length);
  const distances = vectors.map(() => 0);
  for (let part = 0; part < count; part++) {
    const others = vectors.filter((_, at) => at % count !== part);
    const space = spaceOf(others.length > 0 ? others : vectors);
    vectors.forEach((vector, at) => {
      if (at % count === part) distances[at] = distanceFrom(space, vector);
    });
  }
  const logarithms = distances.map(logarithm);
  const mean = logarithms.reduce((sum, value) => sum + value, 0) / logarithms.length;
  const variance = logarithms.reduce((sum, value) => sum + (value - mean) ** 2, 0) / logarithms.length;
  const { centre, directions } = spaceOf(vectors);
  const known = {
    centre: inBase64(toFloat16(centre)),
    directions: inBase64(asInt8(directions, centre.length)),
    distance: { mean: roundTo4(mean), deviation: Math.max(leastDeviation, roundTo4(Math.sqrt(variance))) },
  };
  return { known, distances };
}

/** @param vectors of length 1 */
function spaceOf(vectors: readonly Float32Array[]): KnownSpace {
  const centre = new Float32Array(vectors[0].length);
  for (const vector of vectors) vector.forEach((value, at) => (centre[at] += value / vectors.length));
  const count = Math.floor(
    Math.min(mostDirections, vectors.length / picturesADirection, centre.length / channelsADirection),
  );
  if (count === 0) return { centre, directions: [] };
  const off = vectors.map((vector) => vector.map((value, at) => value - centre[at]));
  return { centre, directions: principalDirections(off, count) };
}

function asInt8(directions: readonly Float32Array[], channels: number): Int8Array {
  const values = new Int8Array(directions.length * channels);
  directions.forEach((direction, at) => {
    const most = direction.reduce((sofar, value) => Math.max(sofar, Math.abs(value)), 0) || 1;
    direction.forEach((value, channel) => (values[at * channels + channel] = Math.round((127 * value) / most)));
  });
  return values;
}

function inBase64(values: Uint16Array | Int8Array): string {
  return Buffer.from(values.buffer, values.byteOffset, values.byteLength).toString('base64');
}
