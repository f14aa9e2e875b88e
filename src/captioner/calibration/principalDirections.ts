import * as tf from '@tensorflow/tfjs-core';
import { seededRandom } from '../../dataset/random';

/** Each round brings what is found nearer to the directions by the square of their ratio to those left out. */
const rounds = 8;

/**
 * The directions in which vectors differ most: the leading principal components, by subspace iteration (Golub and Van Loan,
 * Matrix Computations, section 8.2). How the directions are turned among themselves is not refined: what counts is the space.
 * @param vectors of which the mean is zero, each of the same length
 * @param count fewer than there are vectors
 * @returns `count` directions of length 1, at right angles to each other; the same for the same vectors
 */
export function principalDirections(vectors: readonly Float32Array[], count: number): Float32Array[] {
  const random = seededRandom(1);
  const length = vectors[0].length;
  let directions = atRightAngles(
    Array.from({ length: count }, () => Float32Array.from({ length }, () => random() - 0.5)),
  );
  const data = tf.tensor2d(joined(vectors, length), [vectors.length, length]);
  try {
    for (let round = 0; round < rounds; round++) {
      const stretched = tf.tidy(() => {
        const now = tf.tensor2d(joined(directions, length), [count, length]);
        return tf.matMul(tf.matMul(now, data, false, true), data);
      });
      const values = stretched.dataSync();
      stretched.dispose();
      directions = atRightAngles(
        directions.map((_, at) => Float32Array.from(values.subarray(at * length, (at + 1) * length))),
      );
    }
  } finally {
    data.dispose();
  }
  return directions;
}

/** Directions of the same space, of length 1 (Gram and Schmidt); a vector that those before it say already becomes zero. */
export function atRightAngles(vectors: readonly Float32Array[]): Float32Array[] {
  const done: Float32Array[] = [];
  for (const vector of vectors) {
    const before = Math.sqrt(product(vector, vector));
    const rest = vector.slice();
    for (const direction of done) {
      const along = product(rest, direction);
      // A loop, as a function for each value takes several times as long, and a model is opened with millions of them.
      for (let at = 0; at < rest.length; at++) rest[at] -= along * direction[at];
    }
    const length = Math.sqrt(product(rest, rest));
    // Of what is left after rounding nothing can be made.
    const isNew = length > 1e-5 * before;
    done.push(rest.map((value) => (isNew ? value / length : 0)));
  }
  return done;
}

function joined(vectors: readonly Float32Array[], length: number): Float32Array {
  const all = new Float32Array(vectors.length * length);
  vectors.forEach((vector, at) => all.set(vector, at * length));
  return all;
}

/** The inner product of two vectors of the same length. */
export function product(one: Float32Array, other: Float32Array): number {
  let sum = 0;
  for (let at = 0; at < one.length; at++) sum += one[at] * other[at];
  return sum;
}
