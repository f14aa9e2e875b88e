import type * as tf from '@tensorflow/tfjs-core';
import type { Operations, Weights } from '../computing/operations';
import { attend, type Look } from './attention';
import { lstmStep, type LstmStep } from './lstm';
import type { DecoderMemory } from './memory';
import { pieceLogits } from './pieceLogits';
import type { DecoderShape } from './shape';
import { transposedEmbedding } from './writingWeights';

/** The LSTM's state for each caption [images · captions, H]. */
export type LstmState<Value = tf.Tensor> = {
  hidden: Value;
  cell: Value;
};

/** One step of the decoder, with what its gradient needs. Rows are images · captions, an image's captions together. */
export type DecoderStep<Value = tf.Tensor> = {
  lstm: LstmStep<Value>;
  /** What the LSTM's gates saw of the state: the gated context and the previous hidden state [rows, P + H], or [rows, H]. */
  stateInput: Value;
  attention?: { look: Look<Value>; gate: Value; gatedContext: Value };
};

/**
 * One step for all captions: look at the images with the previous hidden state, let a gate decide how much of the
 * context passes (Xu et al. 2015, section 4.2.1, here a gate for each channel), and advance the LSTM.
 * @param inputGates [images · captions, 4H]: what the piece and *v* add to the gates
 * @param squash as in `attend`
 */
export function decoderStep<Value>(
  operations: Operations<Value>,
  weights: Weights<Value>,
  shape: DecoderShape,
  memory: Pick<DecoderMemory<Value>, 'attention'>,
  state: LstmState<Value>,
  inputGates: Value,
  squash?: (sums: Value) => Value,
): DecoderStep<Value> {
  let attention: DecoderStep<Value>['attention'];
  let stateInput = state.hidden;
  if (memory.attention) {
    const fromHidden = operations.matMul(state.hidden, weights['attention/fromHidden']);
    const [query, gateSum] = operations.split(fromHidden, [shape.attention, shape.annotation], 1);
    const look = attend(operations, memory.attention, query, weights['attention/score'], shape.attention, squash);
    const gate = operations.sigmoid(operations.add(gateSum, weights['attention/gateBias']));
    const gatedContext = operations.multiply(gate, operations.reshape(look.context, [-1, shape.annotation]));
    attention = { look, gate, gatedContext };
    stateInput = operations.concat([gatedContext, state.hidden], 1);
  }
  const gates = operations.add(inputGates, operations.matMul(stateInput, weights['lstm/fromState']));
  return { lstm: lstmStep(operations, gates, state.cell, shape.hidden), stateInput, attention };
}

/** What a step that writes makes. */
export type WritingStep<Value> = LstmState<Value> & {
  /** Of the next piece of each caption [images · captions, vocabulary]. */
  logProbabilities: Value;
  /** Attention weights [images, captions, locations]; absent without attention. */
  attention?: Value;
};

/**
 * Feeds each caption its last piece, and says what comes next.
 * @param weights with those of `writingWeights`
 * @param pieces [images · captions], integers
 * @param evidence is added to the logits, where there is any [images · captions, vocabulary]
 */
export function writingStep<Value>(
  operations: Operations<Value>,
  weights: Weights<Value>,
  shape: DecoderShape,
  memory: Pick<DecoderMemory<Value>, 'imageGates' | 'attention'>,
  state: LstmState<Value>,
  pieces: Value,
  evidence?: Value,
): WritingStep<Value> {
  const embedded = operations.gather(weights.embedding, pieces);
  const fromPiece = operations.matMul(embedded, weights['lstm/fromPiece']);
  const inputGates = addToCaptions(operations, fromPiece, memory.imageGates, 4 * shape.hidden);
  const { lstm, attention } = decoderStep(operations, weights, shape, memory, state, inputGates, (value) =>
    operations.sigmoid(value),
  );
  const output = attention ? operations.concat([lstm.hidden, attention.gatedContext], 1) : lstm.hidden;
  const { logits } = pieceLogits(operations, weights, output, weights[transposedEmbedding]);
  return {
    hidden: lstm.hidden,
    cell: lstm.cell,
    logProbabilities: operations.logSoftmax(evidence === undefined ? logits : operations.add(logits, evidence)),
    attention: attention?.look.weights,
  };
}

/**
 * Adds what is of an image to each of its captions.
 * @param rows [images · captions, size]
 * @param images [images, size]
 */
export function addToCaptions<Value>(operations: Operations<Value>, rows: Value, images: Value, size: number): Value {
  const byImage = operations.reshape(rows, [{ of: images, axis: 0 }, -1, size]);
  return operations.reshape(operations.add(byImage, operations.reshape(images, [-1, 1, size])), [-1, size]);
}
