import * as tf from '@tensorflow/tfjs-core';
import type { AttentionMemory } from './attention';
import type { DecoderParameters } from './parameters';
import type { DecoderShape } from './shape';

/** What the decoder needs of some images at every step: computed once, however many words are generated. */
export type DecoderMemory = {
  /** The vector *v* of each image [images, P]. */
  image: tf.Tensor2D;
  /** What *v* adds to the LSTM's gates at every step, biases included [images, 4H]. */
  imageGates: tf.Tensor2D;
  /** The first hidden and cell state, side by side [images, 2H]. */
  start: tf.Tensor2D;
  /** Absent in the decoder without attention. */
  attention?: AttentionMemory;
};

/** The intermediate results of `remember` that its gradient needs. */
export interface Remembered {
  memory: DecoderMemory;
  /** Mean of the annotation grid over its locations [images, D]. */
  mean: tf.Tensor2D;
  /** The grid's locations one after another [images · locations, D]. */
  locations: tf.Tensor2D;
  /** The slope of the annotations' ReLU times their dropout [images · locations, P]. */
  annotationSlope?: tf.Tensor2D;
}

/**
 * Reads annotation grids into the decoder's memory.
 * @param grid [images, locations, D]
 * @param annotationDropout [images · locations, P]: 0 or 1 / (1 − rate); only when training
 */
export function remember(
  parameters: DecoderParameters,
  shape: DecoderShape,
  grid: tf.Tensor3D,
  annotationDropout?: tf.Tensor2D,
): Remembered {
  const [images, locations, channels] = grid.shape;
  const mean = tf.mean(grid, 1) as tf.Tensor2D;
  const image = tf.relu(linear(mean, parameters['image/kernel'], parameters['image/bias']));
  const start = tf.tanh(linear(image, parameters['start/kernel'], parameters['start/bias']));
  const imageGates = linear(image, parameters['lstm/fromImage'], parameters['lstm/bias']);
  const flat = tf.reshape(grid, [images * locations, channels]) as tf.Tensor2D;
  if (!shape.attends) return { memory: { image, imageGates, start }, mean, locations: flat };

  const projected = linear(flat, parameters['annotation/kernel'], parameters['annotation/bias']);
  let annotations = tf.relu(projected);
  let annotationSlope: tf.Tensor2D | undefined;
  if (annotationDropout) {
    annotationSlope = tf.mul(tf.cast(tf.greater(projected, 0), 'float32'), annotationDropout);
    annotations = tf.mul(annotations, annotationDropout);
  }
  const keys = linear(annotations, parameters['attention/key'], parameters['attention/keyBias']);
  const attention = {
    annotations: tf.reshape(annotations, [images, locations, -1]) as tf.Tensor3D,
    keys: tf.reshape(keys, [images, locations, -1]) as tf.Tensor3D,
  };
  return { memory: { image, imageGates, start, attention }, mean, locations: flat, annotationSlope };
}

function linear(input: tf.Tensor2D, kernel: tf.Tensor, bias: tf.Tensor): tf.Tensor2D {
  return tf.add(tf.matMul(input, kernel as tf.Tensor2D), bias);
}
