import * as tf from '@tensorflow/tfjs-core';
import type { Operations } from '../computing/operations';

/** One step of the LSTM, with what its gradient needs. All values are [rows, H]. */
export type LstmStep<Value = tf.Tensor> = {
  input: Value;
  forget: Value;
  candidate: Value;
  output: Value;
  cellActivation: Value;
  cell: Value;
  hidden: Value;
};

/**
 * The LSTM cell (Hochreiter and Schmidhuber 1997, with a forget gate).
 * @param gates [rows, 4H]: input, forget, candidate and output before their activations
 * @param previousCell [rows, H]
 * @param size H
 */
export function lstmStep<Value>(
  operations: Operations<Value>,
  gates: Value,
  previousCell: Value,
  size: number,
): LstmStep<Value> {
  const [inputSum, forgetSum, candidateSum, outputSum] = operations.split(gates, [size, size, size, size], 1);
  const input = operations.sigmoid(inputSum);
  const forget = operations.sigmoid(forgetSum);
  const candidate = operations.tanh(candidateSum);
  const output = operations.sigmoid(outputSum);
  const cell = operations.add(operations.multiply(forget, previousCell), operations.multiply(input, candidate));
  const cellActivation = operations.tanh(cell);
  const hidden = operations.multiply(output, cellActivation);
  return { input, forget, candidate, output, cellActivation, cell, hidden };
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
