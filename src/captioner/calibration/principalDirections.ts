import * as tf from '@tensorflow/tfjs-core';
import { seededRandom } from '../../dataset/collections/random';
import { atRightAngles } from './rightAngles';

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

function joined(vectors: readonly Float32Array[], length: number): Float32Array {
  const all = new Float32Array(vectors.length * length);
  vectors.forEach((vector, at) => all.set(vector, at * length));
  return all;
}
