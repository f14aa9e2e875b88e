import * as tf from '@tensorflow/tfjs-core';

/** One step of the LSTM, with what its gradient needs. All tensors are [rows, H]. */
export type LstmStep = {
  input: tf.Tensor2D;
  forget: tf.Tensor2D;
  candidate: tf.Tensor2D;
  output: tf.Tensor2D;
  cellActivation: tf.Tensor2D;
  cell: tf.Tensor2D;
  hidden: tf.Tensor2D;
};

/**
 * The LSTM cell (Hochreiter and Schmidhuber 1997, with a forget gate).
 * @param gates [rows, 4H]: input, forget, candidate and output before their activations
 * @param previousCell [rows, H]
 */
export function lstmStep(gates: tf.Tensor2D, previousCell: tf.Tensor2D): LstmStep {
  const [inputSum, forgetSum, candidateSum, outputSum] = tf.split(gates, 4, 1) as tf.Tensor2D[];
  const input = tf.sigmoid(inputSum);
  const forget = tf.sigmoid(forgetSum);
  const candidate = tf.tanh(candidateSum);
  const output = tf.sigmoid(outputSum);
  const cell = tf.add(tf.mul(forget, previousCell), tf.mul(input, candidate)) as tf.Tensor2D;
  const cellActivation = tf.tanh(cell);
  return { input, forget, candidate, output, cellActivation, cell, hidden: tf.mul(output, cellActivation) };
}

/**
 * The gradient of `lstmStep`.
 * @returns the gradients of the gates before their activations [rows, 4H] and of the previous cell [rows, H]
 */
export function lstmStepBackward(
  step: LstmStep,
  previousCell: tf.Tensor2D,
  hiddenGradient: tf.Tensor2D,
  laterCellGradient: tf.Tensor2D,
): { gates: tf.Tensor2D; previousCell: tf.Tensor2D } {
  const { input, forget, candidate, output, cellActivation } = step;
  const cell = tf.add(laterCellGradient, tf.mul(hiddenGradient, tf.mul(output, tf.sub(1, tf.square(cellActivation)))));
  const sigmoidSlope = (gate: tf.Tensor): tf.Tensor => tf.mul(gate, tf.sub(1, gate));
  const gates = tf.concat(
    [
      tf.mul(tf.mul(cell, candidate), sigmoidSlope(input)),
      tf.mul(tf.mul(cell, previousCell), sigmoidSlope(forget)),
      tf.mul(tf.mul(cell, input), tf.sub(1, tf.square(candidate))),
      tf.mul(tf.mul(hiddenGradient, cellActivation), sigmoidSlope(output)),
    ],
    1,
  ) as tf.Tensor2D;
  return { gates, previousCell: tf.mul(cell, forget) };
}
