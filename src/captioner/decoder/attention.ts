import * as tf from '@tensorflow/tfjs-core';
import type { Operations } from '../computing/operations';

/** What attention reads of some images: `annotations` [images, locations, P] and `keys` [images, locations, Q]. */
export type AttentionMemory<Value = tf.Tensor3D> = {
  annotations: Value;
  keys: Value;
};

/** One look at the images, with what its gradient needs. `captions` is the number of captions an image has. */
export type Look<Value = tf.Tensor> = {
  /** What became of key + query: its tanh where nothing else is said [images, captions, locations, Q]. */
  compared: Value;
  /** Attention weights [images, captions, locations]; they sum to 1 over the locations. */
  weights: Value;
  /** Context vector [images, captions, P]. */
  context: Value;
};

/**
 * Additive attention (Bahdanau, Cho and Bengio 2015; "soft" attention in Xu et al. 2015, eq. 4-6 and 13).
 * @param query [images · captions, Q], an image's captions together
 * @param score [Q, 1]
 * @param size Q
 * @param squash what the sums go through; with other weights it may be another function (see `writingWeights`)
 */
export function attend<Value>(
  operations: Operations<Value>,
  { annotations, keys }: AttentionMemory<Value>,
  query: Value,
  score: Value,
  size: number,
  squash = (sums: Value): Value => operations.tanh(sums),
): Look<Value> {
  const images = { of: keys, axis: 0 };
  const locations = { of: keys, axis: 1 };
  const compared = squash(
    operations.add(
      operations.reshape(keys, [images, 1, locations, size]),
      operations.reshape(query, [images, -1, 1, size]),
    ),
  );
  const scores = operations.matMul(operations.reshape(compared, [-1, size]), score);
  const weights = operations.softmax(operations.reshape(scores, [images, -1, locations]));
  return { compared, weights, context: operations.matMul(weights, annotations) };
}

/** The gradients of `attend`, but for those that sum over time and are cheaper done once at the end. */
export type LookGradients = {
  query: tf.Tensor3D;
  score: tf.Tensor2D;
  /** What `keyGradient` needs, where keys learn. */
  pull?: KeyPull;
};

/** What looks pull at the keys with; that of several looks may be added up. */
export type KeyPull = {
  /** The gradient of the scores [images, locations]. */
  scores: tf.Tensor2D;
  /** The same times the squares of what was compared [images, locations, Q]. */
  squared: tf.Tensor3D;
};

/**
 * @param contextGradient [images, captions, P]
 * @param weightsGradient [images, captions, locations], from a loss on the attention weights themselves
 * @param keysLearn whether what pulls at the keys is needed
 */
export function attendBackward(
  look: Look,
  annotationsTransposed: tf.Tensor3D,
  score: tf.Tensor2D,
  contextGradient: tf.Tensor3D,
  weightsGradient: tf.Tensor3D,
  keysLearn: boolean,
): LookGradients {
  const [images, captions, locations, size] = look.compared.shape;
  const weights = tf.add(tf.matMul(contextGradient, annotationsTransposed), weightsGradient) as tf.Tensor3D;
  const weighted = tf.mul(weights, look.weights);
  const scores = tf.sub(weighted, tf.mul(look.weights, tf.sum(weighted, 2, true)));
  // A row times a matrix: nothing has to be transposed.
  const scoreGradient = tf.matMul(tf.reshape(scores, [1, -1]), tf.reshape(look.compared, [-1, size]));
  // The slope of tanh is 1 - tanh²; of the 1, nothing is left in the sum over the locations, as a softmax's gradient sums to zero.
  const squares = tf.square(look.compared);
  const perRow = tf.matMul(
    tf.reshape(scores, [images * captions, 1, locations]),
    tf.reshape(squares, [images * captions, locations, size]),
  );
  const query = tf.mul(tf.reshape(perRow, [images, captions, size]), tf.neg(tf.reshape(score, [1, 1, size])));
  return {
    query: query as tf.Tensor3D,
    score: tf.reshape(scoreGradient, [size, 1]),
    ...(keysLearn && {
      pull: {
        scores: tf.sum(scores, 1) as tf.Tensor2D,
        squared: tf.sum(tf.mul(tf.reshape(scores, [images, captions, locations, 1]), squares), 1) as tf.Tensor3D,
      },
    }),
  };
}

/** The gradient of the keys [images, locations, Q]. */
export function keyGradient({ scores, squared }: KeyPull, score: tf.Tensor2D): tf.Tensor3D {
  const [images, locations, size] = squared.shape;
  return tf.mul(tf.sub(tf.reshape(scores, [images, locations, 1]), squared), tf.reshape(score, [1, 1, size]));
}
