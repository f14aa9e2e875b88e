import * as tf from '@tensorflow/tfjs-core';
import { backward } from './backward';
import type { CaptionBatch } from './captionBatch';
import type { DropoutSource } from './dropout';
import { forward, outputInput } from './forward';
import type { DecoderParameters } from './parameters';
import { pieceLoss } from './pieceLoss';
import { noRegularisation, type Regularisation } from './regularisation';
import type { DecoderShape } from './shape';

export interface TrainingStep {
  /** Mean cross-entropy a piece, in nats. */
  loss: number;
  /** How many pieces it is the mean of. */
  pieces: number;
  /** By the names of the parameters; the caller disposes of them. */
  gradients: DecoderParameters;
}

/**
 * The loss of a batch under teacher forcing and the gradients of every weight, by backpropagation through time written
 * out by hand: it needs no kernel that the WASM backend lacks, and works on whole sequences where it can.
 */
export function lossAndGradients(
  parameters: DecoderParameters,
  shape: DecoderShape,
  batch: CaptionBatch,
  regularisation: Regularisation,
  dropout: DropoutSource,
): TrainingStep {
  const { loss, pieces, gradients } = tf.tidy(() => {
    const pass = forward(parameters, shape, batch, regularisation, dropout);
    const output = outputInput(pass);
    const targets = pass.counted.map((at) => batch.targets[at]);
    const pieceResult = pieceLoss(parameters, output, targets, regularisation.labelSmoothing);
    return {
      loss: pieceResult.loss,
      pieces: targets.length,
      gradients: backward(parameters, shape, batch, pass, pieceResult, regularisation.lookEverywhere),
    };
  });
  const value = loss.dataSync()[0];
  loss.dispose();
  return { loss: value, pieces, gradients };
}

/** The loss of a batch alone, without dropout or any other regularisation. */
export function validationLoss(
  parameters: DecoderParameters,
  shape: DecoderShape,
  batch: CaptionBatch,
): { loss: number; pieces: number } {
  return tf.tidy(() => {
    const pass = forward(parameters, shape, batch, noRegularisation);
    const targets = pass.counted.map((at) => batch.targets[at]);
    return { loss: pieceLoss(parameters, outputInput(pass), targets, 0).loss.dataSync()[0], pieces: targets.length };
  });
}
