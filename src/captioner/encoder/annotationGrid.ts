import * as tf from '@tensorflow/tfjs-core';
import { colourChannels, coloursOf } from './colours';
import { headChannels } from './efficientNetLite';

/**
 * Channels of an annotation grid: those of the network's head come first and are all that a decoder, the classifier and the measure of
 * familiarity read; behind them are the colours, which evidence reads, too.
 */
export const gridChannels = headChannels + colourChannels;

/**
 * @param annotations of the network [batch, locations, 1280]; they are disposed of
 * @param images that they were made of
 * @returns [batch, locations, 1307]
 */
export function withColours(annotations: tf.Tensor3D, images: tf.Tensor4D, gridSize: number): tf.Tensor3D {
  const colours = coloursOf(images, gridSize);
  try {
    return tf.concat([annotations, colours], 2);
  } finally {
    tf.dispose([annotations, colours]);
  }
}

/**
 * What those read who read no colours.
 * @param grids [images, locations, channels]
 * @returns the first `channels` of them; the caller disposes of it
 */
export function firstChannels(grids: tf.Tensor3D, channels: number): tf.Tensor3D {
  return tf.slice(grids, [0, 0, 0], [-1, -1, channels]);
}
