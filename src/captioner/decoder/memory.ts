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
  /** What each image itself speaks for, where that was learned [images, vocabulary]: see `PieceEvidence`. */
  evidence?: tf.Tensor2D;
};

/** The intermediate results of `remember` that its gradient needs. */
export interface Remembered {
  memory: DecoderMemory;
  /** What the projections read; absent where they had been computed before. */
  projected?: {
    /** Mean of the annotation grid over its locations [images, D]. */
    mean: tf.Tensor2D;
    /** The grid's locations one after another [images · locations, D]. */
    locations: tf.Tensor2D;
  };
  /** The slope of the annotations' ReLU times their dropout [images · locations, P]; only where the projection learns. */
  annotationSlope?: tf.Tensor2D;
}

/** What the projections of a decoder with attention make of annotation grids. */
export interface ProjectedGrids {
  /** The vector *v* of each image [images, P]. */
  image: tf.Tensor2D;
  /** [images, locations, P] */
  annotations: tf.Tensor3D;
  /** [images, locations, Q] */
  keys: tf.Tensor3D;
}

/** Reads annotation grids [images, locations, D] with the projections alone; the caller disposes of the tensors. */
export function project(parameters: DecoderParameters, grids: tf.Tensor3D): ProjectedGrids {
  return tf.tidy(() => {
    const { mean, locations } = flatten(grids);
    const [images, places] = grids.shape;
    const annotations = projectLocations(parameters, locations);
    return {
      image: projectImage(parameters, mean),
      annotations: tf.reshape(annotations, [images, places, -1]) as tf.Tensor3D,
      keys: tf.reshape(projectKeys(parameters, annotations), [images, places, -1]) as tf.Tensor3D,
    };
  });
}

/**
 * Reads annotation grids into the decoder's memory.
 * @param grids [images, locations, D]; annotations [images, locations, P] where `before` is given
 * @param annotationDropout [images · locations, P]: 0 or 1 / (1 − rate); only when training
 * @param before what else the projections made of the grids, where they were computed before
 */
export function remember(
  parameters: DecoderParameters,
  shape: DecoderShape,
  grids: tf.Tensor3D,
  annotationDropout?: tf.Tensor2D,
  before?: Pick<ProjectedGrids, 'image' | 'keys'>,
): Remembered {
  const projected = before ? undefined : flatten(grids);
  const image = before?.image ?? projectImage(parameters, (projected ?? flatten(grids)).mean);
  const start = tf.tanh(linear(image, parameters['start/kernel'], parameters['start/bias']));
  const imageGates = linear(image, parameters['lstm/fromImage'], parameters['lstm/bias']);
  if (!shape.attends) return { memory: { image, imageGates, start }, projected };

  const [images, places] = grids.shape;
  const looked = projected
    ? projectLocations(parameters, projected.locations)
    : (tf.reshape(grids, [images * places, shape.annotation]) as tf.Tensor2D);
  const annotations: tf.Tensor2D = annotationDropout ? tf.mul(looked, annotationDropout) : looked;
  const annotationSlope: tf.Tensor2D | undefined =
    projected && annotationDropout && tf.mul(tf.cast(tf.greater(looked, 0), 'float32'), annotationDropout);
  const keys = before?.keys ?? projectKeys(parameters, annotations);
  const attention = {
    annotations: tf.reshape(annotations, [images, places, -1]) as tf.Tensor3D,
    keys: tf.reshape(keys, [images, places, -1]) as tf.Tensor3D,
  };
  return { memory: { image, imageGates, start, attention }, projected, annotationSlope };
}

function flatten(grids: tf.Tensor3D): { mean: tf.Tensor2D; locations: tf.Tensor2D } {
  const [images, places, channels] = grids.shape;
  return { mean: tf.mean(grids, 1) as tf.Tensor2D, locations: tf.reshape(grids, [images * places, channels]) };
}

function projectImage(parameters: DecoderParameters, mean: tf.Tensor2D): tf.Tensor2D {
  return tf.relu(linear(mean, parameters['image/kernel'], parameters['image/bias']));
}

function projectLocations(parameters: DecoderParameters, locations: tf.Tensor2D): tf.Tensor2D {
  return tf.relu(linear(locations, parameters['annotation/kernel'], parameters['annotation/bias']));
}

function projectKeys(parameters: DecoderParameters, annotations: tf.Tensor2D): tf.Tensor2D {
  return linear(annotations, parameters['attention/key'], parameters['attention/keyBias']);
}

function linear(input: tf.Tensor2D, kernel: tf.Tensor, bias: tf.Tensor): tf.Tensor2D {
  return tf.add(tf.matMul(input, kernel as tf.Tensor2D), bias);
}
