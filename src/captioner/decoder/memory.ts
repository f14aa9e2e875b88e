import * as tf from '@tensorflow/tfjs-core';
import type { Operations, Weights } from '../computing/operations';
import { tensorFlow } from '../computing/tensorFlow';
import { firstChannels } from '../encoder/annotationGrid';
import type { AttentionMemory } from './attention';
import type { DecoderParameters } from './parameters';
import type { DecoderShape } from './shape';

/** What the decoder needs of some images at every step: computed once, however many words are generated. */
export type DecoderMemory<Value = tf.Tensor> = {
  /** The vector *v* of each image [images, P]. */
  image: Value;
  /** What *v* adds to the LSTM's gates at every step, biases included [images, 4H]. */
  imageGates: Value;
  /** The first hidden and cell state, side by side [images, 2H]. */
  start: Value;
  /** Absent in the decoder without attention. */
  attention?: AttentionMemory<Value>;
};

/**
 * Reads annotation grids into the decoder's memory.
 * @param weights with those of `writingWeights`
 * @param grids [images, locations, D]
 */
export function rememberGrids<Value>(
  operations: Operations<Value>,
  weights: Weights<Value>,
  shape: DecoderShape,
  grids: Value,
): DecoderMemory<Value> {
  const image = projectImage(operations, weights, operations.mean(grids, 1));
  const beginning = beginningOf(operations, weights, image);
  if (!shape.attends) return beginning;
  const byLocation = (value: Value, size: number): Value =>
    operations.reshape(value, [{ of: grids, axis: 0 }, { of: grids, axis: 1 }, size]);
  const annotations = projectLocations(operations, weights, operations.reshape(grids, [-1, shape.gridChannels]));
  const keys = projectKeys(operations, weights, annotations);
  const attention = {
    annotations: byLocation(annotations, shape.annotation),
    keys: byLocation(keys, shape.attention),
  };
  return { ...beginning, attention };
}

/** The intermediate results of `remember` that its gradient needs. */
export interface Remembered {
  memory: DecoderMemory & { attention?: AttentionMemory };
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

/** Reads annotation grids [images, locations, D or more] with the projections alone; the caller disposes of the tensors. */
export function project(parameters: DecoderParameters, grids: tf.Tensor3D): ProjectedGrids {
  return tf.tidy(() => {
    const { mean, locations } = flatten(firstChannels(grids, parameters['image/kernel'].shape[0]));
    const [images, places] = grids.shape;
    const annotations = projectLocations<tf.Tensor>(tensorFlow, parameters, locations);
    const keys = projectKeys(tensorFlow, parameters, annotations);
    return {
      image: projectImage<tf.Tensor>(tensorFlow, parameters, mean) as tf.Tensor2D,
      annotations: tf.reshape(annotations, [images, places, -1]) as tf.Tensor3D,
      keys: tf.reshape(keys, [images, places, -1]) as tf.Tensor3D,
    };
  });
}

/**
 * Does what {@link rememberGrids} does, and keeps what the gradient needs.
 * @param grids [images, locations, D or more]; annotations [images, locations, P] where `before` is given
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
  const projected = before ? undefined : flatten(firstChannels(grids, shape.gridChannels));
  const image = before?.image ?? projectImage<tf.Tensor>(tensorFlow, parameters, (projected ?? flatten(grids)).mean);
  const beginning = beginningOf(tensorFlow, parameters, image);
  if (!shape.attends) return { memory: beginning, projected };

  const [images, places] = grids.shape;
  const looked = projected
    ? projectLocations<tf.Tensor>(tensorFlow, parameters, projected.locations)
    : tf.reshape(grids, [images * places, shape.annotation]);
  const annotations = annotationDropout ? tf.mul(looked, annotationDropout) : looked;
  const annotationSlope: tf.Tensor2D | undefined =
    projected && annotationDropout && tf.mul(tf.cast(tf.greater(looked, 0), 'float32'), annotationDropout);
  const keys = before?.keys ?? projectKeys(tensorFlow, parameters, annotations);
  const attention = {
    annotations: tf.reshape(annotations, [images, places, -1]) as tf.Tensor3D,
    keys: tf.reshape(keys, [images, places, -1]) as tf.Tensor3D,
  };
  return { memory: { ...beginning, attention }, projected, annotationSlope };
}

function flatten(grids: tf.Tensor3D): { mean: tf.Tensor2D; locations: tf.Tensor2D } {
  const [images, places, channels] = grids.shape;
  return { mean: tf.mean(grids, 1) as tf.Tensor2D, locations: tf.reshape(grids, [images * places, channels]) };
}

function projectImage<Value>(operations: Operations<Value>, weights: Weights<Value>, mean: Value): Value {
  return operations.relu(operations.linear(mean, weights['image/kernel'], weights['image/bias']));
}

/** What of the memory comes of the vector *v* alone. */
function beginningOf<Value>(
  operations: Operations<Value>,
  weights: Weights<Value>,
  image: Value,
): Omit<DecoderMemory<Value>, 'attention'> {
  const start = operations.tanh(operations.linear(image, weights['start/kernel'], weights['start/bias']));
  return { image, start, imageGates: operations.linear(image, weights['lstm/fromImage'], weights['lstm/bias']) };
}

function projectLocations<Value>(operations: Operations<Value>, weights: Weights<Value>, locations: Value): Value {
  return operations.relu(operations.linear(locations, weights['annotation/kernel'], weights['annotation/bias']));
}

function projectKeys<Value>(operations: Operations<Value>, weights: Weights<Value>, annotations: Value): Value {
  return operations.linear(annotations, weights['attention/key'], weights['attention/keyBias']);
}
