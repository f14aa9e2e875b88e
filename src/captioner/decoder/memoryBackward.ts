import * as tf from '@tensorflow/tfjs-core';
import type { AttentionMemory } from './attention';
import type { CaptionBatch } from './captionBatch';
import type { ForwardPass } from './forward';
import type { DecoderParameters } from './parameters';
import type { DecoderShape } from './shape';

/** What the steps together give back to the memory. */
export interface MemoryGradients {
  /** Of the gates, summed over the steps [images · captions, 4H]. */
  gates: tf.Tensor2D;
  /** Of the first hidden and cell state [images · captions, 2H]. */
  start: tf.Tensor2D;
  /** Of the context vector before its gate, at each step [images · captions, P]. */
  context: readonly tf.Tensor2D[];
  /** Of the keys, summed over the steps [images, locations, Q]. */
  keys?: tf.Tensor3D;
}

/** What a batch pulls at. */
export interface BatchGradients {
  /** By the names of the weights. */
  gradients: DecoderParameters;
  /** Of the annotation grids [images, locations, D]: computed when asked, as a frozen encoder has no use for it. */
  ofGrids: () => tf.Tensor3D;
}

/** The gradients of the weights of `remember`, and of the grids that it read. */
export function rememberBackward(
  parameters: DecoderParameters,
  shape: DecoderShape,
  batch: CaptionBatch,
  { remembered, steps }: ForwardPass,
  gradients: MemoryGradients,
): BatchGradients {
  const { memory, projected } = remembered;
  const gates = sumCaptions(gradients.gates, batch.captions);
  const startSum = tf.mul(
    sumCaptions(gradients.start, batch.captions),
    tf.sub(1, tf.square(memory.start)),
  ) as tf.Tensor2D;
  const always: DecoderParameters = {
    'lstm/fromImage': tf.matMul(tf.transpose(memory.image), gates),
    'start/kernel': tf.matMul(tf.transpose(memory.image), startSum),
    'start/bias': tf.sum(startSum, 0),
    ...ofKeys(memory.attention, gradients.keys),
  };
  if (!projected) {
    const ofGrids = (): never => {
      throw new Error('Where the projections were computed before, the grids are not known.');
    };
    return { gradients: always, ofGrids };
  }

  const image = tf.add(
    tf.matMul(gates, tf.transpose(parameters['lstm/fromImage']) as tf.Tensor2D),
    tf.matMul(startSum, tf.transpose(parameters['start/kernel']) as tf.Tensor2D),
  );
  const imageSum = tf.mul(image, tf.cast(tf.greater(memory.image, 0), 'float32')) as tf.Tensor2D;
  const ofImage = {
    ...always,
    'image/kernel': tf.matMul(tf.transpose(projected.mean), imageSum),
    'image/bias': tf.sum(imageSum, 0),
  };
  const [count, spots, channels] = batch.grids.shape;
  const meanGradient = (): tf.Tensor3D =>
    tf.reshape(tf.div(tf.matMul(imageSum, tf.transpose(parameters['image/kernel']) as tf.Tensor2D), spots), [
      count,
      1,
      channels,
    ]);
  const { attention } = memory;
  if (!attention || !gradients.keys || !remembered.annotationSlope) {
    return { gradients: ofImage, ofGrids: () => tf.tile(meanGradient(), [1, spots, 1]) };
  }

  const annotations = tf.add(
    contextToAnnotations(
      steps.flatMap((step) => (step.attention ? [step.attention.look.weights as tf.Tensor3D] : [])),
      gradients.context,
      shape.annotation,
    ),
    tf.matMul(byLocation(gradients.keys), tf.transpose(parameters['attention/key']) as tf.Tensor2D),
  );
  const annotationSum = tf.mul(annotations, remembered.annotationSlope) as tf.Tensor2D;
  const weights: DecoderParameters = {
    ...ofImage,
    'annotation/kernel': tf.matMul(tf.transpose(projected.locations), annotationSum),
    'annotation/bias': tf.sum(annotationSum, 0),
  };
  const ofGrids = (): tf.Tensor3D => {
    const looked = tf.matMul(annotationSum, tf.transpose(parameters['annotation/kernel']) as tf.Tensor2D);
    return tf.add(tf.reshape(looked, batch.grids.shape), meanGradient());
  };
  return { gradients: weights, ofGrids };
}

function ofKeys(attention: AttentionMemory | undefined, gradient: tf.Tensor3D | undefined): DecoderParameters {
  if (!attention || !gradient) return {};
  const keys = byLocation(gradient);
  return {
    'attention/key': tf.matMul(tf.transpose(byLocation(attention.annotations)), keys),
    'attention/keyBias': tf.sum(keys, 0),
  };
}

/** [images, locations, n] → [images · locations, n] */
function byLocation(tensor: tf.Tensor3D): tf.Tensor2D {
  return tf.reshape(tensor, [tensor.shape[0] * tensor.shape[1], tensor.shape[2]]);
}

/**
 * How the context vectors of all steps pull at the annotations: Σ_t α_tᵀ · context gradient_t, as one product an image.
 * @returns [images · locations, P]
 */
function contextToAnnotations(
  weights: readonly tf.Tensor3D[],
  contexts: readonly tf.Tensor2D[],
  size: number,
): tf.Tensor2D {
  const [images, captions, places] = weights[0].shape;
  const looks = tf.transpose(tf.concat([...weights], 1), [0, 2, 1]) as tf.Tensor3D;
  const pulls = tf.concat(
    contexts.map((context) => tf.reshape(context, [images, captions, size])),
    1,
  ) as tf.Tensor3D;
  return tf.reshape(tf.matMul(looks, pulls), [images * places, size]);
}

/** Sums the captions of each image: [images · captions, n] → [images, n]. */
function sumCaptions(tensor: tf.Tensor2D, captions: number): tf.Tensor2D {
  return tf.sum(tf.reshape(tensor, [tensor.shape[0] / captions, captions, tensor.shape[1]]), 1);
}
