import * as tf from '@tensorflow/tfjs-core';
import { attend, type Look } from './attention';
import { lstmStep, type LstmStep } from './lstm';
import type { DecoderMemory } from './memory';
import type { DecoderParameters } from './parameters';
import type { DecoderShape } from './shape';

/** The LSTM's state for each caption [images · captions, H]. */
export type DecoderState = {
  hidden: tf.Tensor2D;
  cell: tf.Tensor2D;
  /** What still speaks for pieces that were not said yet, where there is evidence [images · captions, vocabulary]. */
  evidence?: tf.Tensor2D;
};

/** One step of the decoder, with what its gradient needs. Rows are images · captions, an image's captions together. */
export type DecoderStep = {
  lstm: LstmStep;
  /** What the LSTM's gates saw of the state: the gated context and the previous hidden state [rows, P + H], or [rows, H]. */
  stateInput: tf.Tensor2D;
  attention?: { look: Look; gate: tf.Tensor2D; gatedContext: tf.Tensor2D };
};

/**
 * One step for all captions: look at the images with the previous hidden state, let a gate decide how much of the
 * context passes (Xu et al. 2015, section 4.2.1, here a gate for each channel), and advance the LSTM.
 * @param inputGates [images · captions, 4H]: what the piece and *v* add to the gates
 */
export function decoderStep(
  parameters: DecoderParameters,
  shape: DecoderShape,
  memory: DecoderMemory,
  state: DecoderState,
  inputGates: tf.Tensor2D,
): DecoderStep {
  const rows = state.hidden.shape[0];
  let attention: DecoderStep['attention'];
  let stateInput = state.hidden;
  if (memory.attention) {
    const images = memory.attention.keys.shape[0];
    const fromHidden = tf.matMul(state.hidden, parameters['attention/fromHidden'] as tf.Tensor2D);
    const [query, gateSum] = tf.split(fromHidden, [shape.attention, shape.annotation], 1);
    const look = attend(
      memory.attention,
      tf.reshape(query, [images, rows / images, shape.attention]),
      parameters['attention/score'] as tf.Tensor2D,
    );
    const gate = tf.sigmoid(tf.add(gateSum, parameters['attention/gateBias'])) as tf.Tensor2D;
    const gatedContext = tf.mul(gate, tf.reshape(look.context, [rows, shape.annotation])) as tf.Tensor2D;
    attention = { look, gate, gatedContext };
    stateInput = tf.concat([gatedContext, state.hidden], 1);
  }
  const gates = tf.add(inputGates, tf.matMul(stateInput, parameters['lstm/fromState'] as tf.Tensor2D)) as tf.Tensor2D;
  return { lstm: lstmStep(gates, state.cell), stateInput, attention };
}

/** The first state of `captions` captions for each image. */
export function startState(memory: DecoderMemory, shape: DecoderShape, captions: number): DecoderState {
  const [hidden, cell] = tf.split(repeatRows(memory.start, captions), [shape.hidden, shape.hidden], 1);
  const evidence = memory.evidence && repeatRows(memory.evidence, captions);
  return { hidden: hidden as tf.Tensor2D, cell: cell as tf.Tensor2D, evidence };
}

/** Each row `times` times, copies together: [rows, channels] → [rows · times, channels]. */
export function repeatRows(tensor: tf.Tensor2D, times: number): tf.Tensor2D {
  if (times === 1) return tf.clone(tensor);
  const [rows, channels] = tensor.shape;
  return tf.reshape(tf.tile(tf.reshape(tensor, [rows, 1, channels]), [1, times, 1]), [rows * times, channels]);
}
