import * as tf from '@tensorflow/tfjs-core';
import { tensorFlow } from '../computing/tensorFlow';
import type { DecoderParameters } from './parameters';
import { pieceLogits } from './pieceLogits';

/** The loss over all pieces that count, and its gradients. */
export interface PieceLoss {
  /** Mean cross-entropy a piece, in nats, with label smoothing; each piece times its weight. */
  loss: tf.Scalar;
  /** The gradient of what the output layer saw [rows, channels]. */
  input: tf.Tensor2D;
  parameters: Record<string, tf.Tensor>;
}

/**
 * Cross-entropy with label smoothing (Szegedy et al. 2016, section 7), and its gradients.
 * @param input [rows, channels], only the rows that count
 * @param targets [rows]
 * @param smoothing the share of the target that is spread over the whole vocabulary, 0 to 1
 * @param weights how much each row counts [rows]; 1 where not given
 * @param evidence is added to the logits [rows, vocabulary]
 * @param taught probabilities that some rows are to have, instead of those of a target (Hinton, Vinyals and Dean 2015)
 */
export function pieceLoss(
  parameters: DecoderParameters,
  input: tf.Tensor2D,
  targets: Int32Array,
  smoothing: number,
  weights?: Float32Array,
  evidence?: tf.Tensor2D,
  taught?: { rows: Int32Array; probabilities: tf.Tensor2D },
): PieceLoss {
  const rows = targets.length;
  const { logits, projected } = pieceLogits<tf.Tensor>(tensorFlow, parameters, input);
  const [, vocabulary] = logits.shape;
  const logProbabilities = tf.logSoftmax(evidence ? tf.add(logits, evidence) : logits);
  const expected = tf.add(
    tf.mul(tf.oneHot(tf.tensor1d(targets, 'int32'), vocabulary), 1 - smoothing),
    smoothing / vocabulary,
  );
  const wanted = taught ? withTaught(expected, taught) : expected;
  const share = weights ? tf.div(tf.tensor2d(weights, [rows, 1]), rows) : tf.scalar(1 / rows);
  const loss = tf.neg(tf.sum(tf.mul(tf.mul(wanted, logProbabilities), share))) as tf.Scalar;

  const logitGradient = tf.mul(tf.sub(tf.exp(logProbabilities), wanted), share) as tf.Tensor2D;
  const projectedGradient = tf.matMul(logitGradient, parameters.embedding as tf.Tensor2D);
  return {
    loss,
    input: tf.matMul(projectedGradient, tf.transpose(parameters['output/kernel'] as tf.Tensor2D)),
    parameters: {
      'output/kernel': tf.matMul(tf.transpose(input), projectedGradient),
      'output/bias': tf.sum(projectedGradient, 0),
      'output/pieceBias': tf.sum(logitGradient, 0),
      embedding: tf.matMul(tf.transpose(logitGradient), projected),
    },
  };
}

/** Puts a teacher's probabilities in the place of some rows. */
function withTaught(expected: tf.Tensor, taught: { rows: Int32Array; probabilities: tf.Tensor2D }): tf.Tensor {
  const [rows, vocabulary] = expected.shape;
  const none = taught.rows.length;
  const places = new Int32Array(rows).fill(none);
  taught.rows.forEach((row, at) => (places[row] = at));
  const withZeros = tf.concat([taught.probabilities, tf.zeros([1, vocabulary])]);
  const kept = tf.tensor2d(
    Float32Array.from(places, (place) => (place === none ? 1 : 0)),
    [rows, 1],
  );
  return tf.add(tf.mul(expected, kept), tf.gather(withZeros, tf.tensor1d(places, 'int32')));
}
