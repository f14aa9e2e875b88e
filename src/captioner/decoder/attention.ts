import * as tf from '@tensorflow/tfjs-core';

/** What attention reads of some images: `annotations` [images, locations, P] and `keys` [images, locations, Q]. */
export type AttentionMemory = {
  annotations: tf.Tensor3D;
  keys: tf.Tensor3D;
};

/** One look at the images, with what its gradient needs. `captions` is the number of captions an image has. */
export type Look = {
  /** tanh(key + query) [images, captions, locations, Q]. */
  compared: tf.Tensor4D;
  /** Attention weights [images, captions, locations]; they sum to 1 over the locations. */
  weights: tf.Tensor3D;
  /** Context vector [images, captions, P]. */
  context: tf.Tensor3D;
};

/**
 * Additive attention (Bahdanau, Cho and Bengio 2015; "soft" attention in Xu et al. 2015, eq. 4-6 and 13).
 * @param query [images, captions, Q]
 * @param score [Q, 1]
 */
export function attend(memory: AttentionMemory, query: tf.Tensor3D, score: tf.Tensor2D): Look {
  const [images, locations, size] = memory.keys.shape;
  const captions = query.shape[1];
  const compared = tf.tanh(
    tf.add(tf.reshape(memory.keys, [images, 1, locations, size]), tf.reshape(query, [images, captions, 1, size])),
  ) as tf.Tensor4D;
  const scores = tf.reshape(tf.matMul(tf.reshape(compared, [-1, size]), score), [images, captions, locations]);
  const weights = tf.softmax(scores) as tf.Tensor3D;
  return { compared, weights, context: tf.matMul(weights, memory.annotations) };
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
