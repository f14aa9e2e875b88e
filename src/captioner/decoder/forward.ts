import * as tf from '@tensorflow/tfjs-core';
import type { CaptionBatch } from './captionBatch';
import type { DropoutSource } from './dropout';
import { tensorFlow } from '../computing/tensorFlow';
import { remember, type Remembered } from './memory';
import type { DecoderParameters } from './parameters';
import type { Regularisation } from './regularisation';
import type { DecoderShape } from './shape';
import { addToCaptions, decoderStep, type DecoderStep, type LstmState } from './step';

/** A teacher-forced pass over a batch: everything that the backward pass reads. */
export interface ForwardPass {
  remembered: Remembered;
  start: LstmState;
  steps: DecoderStep[];
  /** What the pieces' embeddings are after dropout [steps · rows, M]. */
  embedded: tf.Tensor2D;
  embeddingDropout?: tf.Tensor2D;
  outputDropout?: tf.Tensor2D;
  /** Indices into steps · rows of the pieces that count. */
  counted: Int32Array;
  /** Sum over the steps that count of the attention weights [images, captions, locations]. */
  attentionSum?: tf.Tensor3D;
}

/** Runs the decoder over a batch, feeding it the right pieces. */
export function forward(
  parameters: DecoderParameters,
  shape: DecoderShape,
  batch: CaptionBatch,
  { dropout: rates, lookEverywhere }: Regularisation,
  source?: DropoutSource,
): ForwardPass {
  const [images, locations] = batch.grids.shape;
  const rows = images * batch.captions;
  const mask = (size: number[], rate: number): tf.Tensor2D | undefined =>
    source && rate > 0 ? (source.mask(size, rate) as tf.Tensor2D) : undefined;

  const annotationDropout = shape.attends ? mask([images * locations, shape.annotation], rates.annotation) : undefined;
  const remembered = remember(
    parameters,
    shape,
    batch.grids,
    annotationDropout ?? onesUnless(source, shape, batch),
    batch.projected,
  );
  const { memory } = remembered;
  const embeddingDropout = mask([batch.steps * rows, shape.embedding], rates.embedding);
  const looked = tf.gather(parameters.embedding as tf.Tensor2D, tf.tensor1d(batch.inputs, 'int32'));
  const embedded: tf.Tensor2D = embeddingDropout ? tf.mul(looked, embeddingDropout) : looked;
  const pieceGates = tf.split(tf.matMul(embedded, parameters['lstm/fromPiece'] as tf.Tensor2D), batch.steps, 0);

  const start = startState(memory.start, shape, batch.captions);
  const steps: DecoderStep[] = [];
  let state: LstmState = start;
  let attentionSum: tf.Tensor3D | undefined;
  for (let at = 0; at < batch.steps; at++) {
    const step = tf.tidy(() =>
      decoderStep<tf.Tensor>(
        tensorFlow,
        parameters,
        shape,
        memory,
        state,
        addToCaptions(tensorFlow, pieceGates[at], memory.imageGates, 4 * shape.hidden),
      ),
    );
    steps.push(step);
    state = step.lstm;
    if (lookEverywhere > 0 && step.attention) {
      const weights = tf.mul(step.attention.look.weights, stepMask(batch, at)) as tf.Tensor3D;
      attentionSum = attentionSum ? tf.add(attentionSum, weights) : weights;
    }
  }
  const outputDropout = mask([batch.steps * rows, shape.hidden], rates.output);
  return {
    remembered,
    start,
    steps,
    embedded,
    embeddingDropout,
    outputDropout,
    counted: countedRows(batch),
    attentionSum,
  };
}

/** The first state of `captions` captions for each image. @param start [images, 2H] */
function startState(start: tf.Tensor, { hidden: size }: DecoderShape, captions: number): LstmState {
  const [images, both] = start.shape;
  const tiled = tf.tile(tf.reshape(start, [images, 1, both]), [1, captions, 1]);
  const [hidden, cell] = tf.split(tf.reshape(tiled, [images * captions, both]), [size, size], 1);
  return { hidden, cell };
}

/** When projections are trained without dropout on the annotations, their slope is still needed: a mask of ones. */
function onesUnless(
  source: DropoutSource | undefined,
  shape: DecoderShape,
  { grids, projected }: CaptionBatch,
): tf.Tensor2D | undefined {
  if (!source || !shape.attends || projected) return undefined;
  return tf.ones([grids.shape[0] * grids.shape[1], shape.annotation]);
}

/** 1 where a caption is still going on at this step, else 0 [images, captions, 1]. */
export function stepMask(batch: CaptionBatch, step: number): tf.Tensor3D {
  const going = Float32Array.from(batch.lengths, (length) => (step < length ? 1 : 0));
  return tf.tensor3d(going, [batch.grids.shape[0], batch.captions, 1]);
}

/** What the output layer sees where a piece counts [counted, H + P] or [counted, H]. */
export function outputInput({ steps, outputDropout, counted }: ForwardPass): tf.Tensor2D {
  const hidden = tf.concat(steps.map((step) => step.lstm.hidden)) as tf.Tensor2D;
  const dropped = outputDropout ? tf.mul(hidden, outputDropout) : hidden;
  const contexts = steps.flatMap((step) => (step.attention ? [step.attention.gatedContext] : []));
  const all = contexts.length > 0 ? tf.concat([dropped, tf.concat(contexts)], 1) : dropped;
  return tf.gather(all, tf.tensor1d(counted, 'int32')) as tf.Tensor2D;
}

function countedRows({ steps, lengths }: CaptionBatch): Int32Array {
  const counted: number[] = [];
  for (let step = 0; step < steps; step++) {
    lengths.forEach((length, row) => {
      if (step < length) counted.push(step * lengths.length + row);
    });
  }
  return Int32Array.from(counted);
}
