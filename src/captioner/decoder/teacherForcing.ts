import * as tf from '@tensorflow/tfjs-core';
import { backward } from './backward';
import type { CaptionBatch } from './captionBatch';
import { unsaidEvidence } from '../evidence/pieceEvidence';
import type { DropoutSource } from './dropout';
import { forward, outputInput } from './forward';
import type { DecoderParameters } from './parameters';
import { tensorFlow } from '../computing/tensorFlow';
import { pieceLogits } from './pieceLogits';
import { pieceLoss } from './pieceLoss';
import { noRegularisation, type Regularisation } from './regularisation';
import type { DecoderShape } from './shape';

export interface TrainingStep {
  /** Mean cross-entropy a piece, in nats; each piece times the weight of its caption. */
  loss: number;
  /** How many pieces it is the mean of. */
  pieces: number;
  /** By the names of the parameters; the caller disposes of them. */
  gradients: DecoderParameters;
  /** The gradient of the annotation grids [images, locations, D], where it was asked for; the caller disposes of it. */
  gridGradient?: tf.Tensor3D;
}

/**
 * The loss of a batch under teacher forcing and the gradients of every weight, by backpropagation through time written
 * out by hand: it needs no kernel that the WASM backend lacks, and works on whole sequences where it can.
 * @param needsGridGradient whether what the grids come from learns too
 */
export function lossAndGradients(
  parameters: DecoderParameters,
  shape: DecoderShape,
  batch: CaptionBatch,
  regularisation: Regularisation,
  dropout: DropoutSource,
  needsGridGradient = false,
): TrainingStep {
  const { loss, ...step } = tf.tidy(() => {
    const pass = forward(parameters, shape, batch, regularisation, dropout);
    const { counted } = pass;
    const targets = counted.map((at) => batch.targets[at]);
    const { weights, lengths } = batch;
    const pieceWeights = weights && Float32Array.from(counted, (at) => weights[at % lengths.length]);
    const output = pieceLoss(
      parameters,
      outputInput(pass),
      targets,
      regularisation.labelSmoothing,
      pieceWeights,
      evidenceAt(batch, counted),
      batch.taught && {
        rows: batch.taught.places.map((place) => counted.indexOf(place)),
        probabilities: batch.taught.probabilities,
      },
    );
    const { gradients, ofGrids } = backward(parameters, shape, batch, pass, output, regularisation.lookEverywhere);
    const gridGradient = needsGridGradient ? ofGrids() : undefined;
    return { loss: output.loss, pieces: targets.length, gradients, ...(gridGradient && { gridGradient }) };
  });
  const value = loss.dataSync()[0];
  loss.dispose();
  return { ...step, loss: value };
}

/**
 * The loss of each piece of a batch, without dropout or any other regularisation.
 * @returns places in [steps · images · captions], and the cross-entropy there in nats
 */
export function pieceLosses(
  parameters: DecoderParameters,
  shape: DecoderShape,
  batch: CaptionBatch,
): { places: Int32Array; losses: Float32Array } {
  return tf.tidy(() => {
    const pass = forward(parameters, shape, batch, noRegularisation);
    const targets = pass.counted.map((at) => batch.targets[at]);
    const { logits } = pieceLogits<tf.Tensor>(tensorFlow, parameters, outputInput(pass));
    const evidence = evidenceAt(batch, pass.counted);
    const logProbabilities = tf.logSoftmax(evidence ? tf.add(logits, evidence) : logits);
    const expected = tf.oneHot(tf.tensor1d(targets, 'int32'), shape.vocabulary);
    const losses = tf.neg(tf.sum(tf.mul(expected, logProbabilities), 1));
    return { places: pass.counted, losses: losses.dataSync<'float32'>() };
  });
}

/**
 * What the images speak for at places of a batch, where that was learned: nothing for the pieces that were fed until then.
 * @param places in [steps · images · captions]
 * @returns [places, vocabulary]
 */
function evidenceAt(
  { evidence, inputs, lengths, captions }: CaptionBatch,
  places: Int32Array,
): tf.Tensor2D | undefined {
  if (!evidence) return undefined;
  const rows = lengths.length;
  const read = Array.from(places, (place) => {
    const row = place % rows;
    const said = new Set<number>();
    for (let at = row; at <= place; at += rows) said.add(inputs[at]);
    return { image: Math.floor(row / captions), said };
  });
  return unsaidEvidence(evidence, read);
}

/** The mean loss a piece of a batch. */
export function validationLoss(
  parameters: DecoderParameters,
  shape: DecoderShape,
  batch: CaptionBatch,
): { loss: number; pieces: number } {
  const { losses } = pieceLosses(parameters, shape, batch);
  return { loss: losses.reduce((sum, loss) => sum + loss, 0) / losses.length, pieces: losses.length };
}

/**
 * What the decoder says would come at some places of a batch, each being told all pieces before it.
 * @param places in [steps · images · captions]
 * @returns probabilities [places, vocabulary]; the caller disposes of them
 */
export function probabilitiesAt(
  parameters: DecoderParameters,
  shape: DecoderShape,
  batch: CaptionBatch,
  places: Int32Array,
): tf.Tensor2D {
  return tf.tidy(() => {
    const pass = forward(parameters, shape, batch, noRegularisation);
    const rows = places.map((place) => pass.counted.indexOf(place));
    const input = tf.gather(outputInput(pass), tf.tensor1d(rows, 'int32')) as tf.Tensor2D;
    return tf.softmax(pieceLogits<tf.Tensor>(tensorFlow, parameters, input).logits) as tf.Tensor2D;
  });
}
