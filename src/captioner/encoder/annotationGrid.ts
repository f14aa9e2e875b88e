import * as tf from '@tensorflow/tfjs-core';
import { colourChannels, coloursOf } from './colours';
import { headChannels } from './efficientNetLite';
import { gridChannels } from './gridChannels';

/**
 * @param annotations of the network [batch, locations, 1280]; they are disposed of
 * @param images that they were made of
 * @returns [batch, locations, 1307]
 */
export function withColours(annotations: tf.Tensor3D, images: tf.Tensor4D, gridSize: number): tf.Tensor3D {
  const colours = coloursOf(images, gridSize);
  const values = annotations.dataSync<'float32'>();
  const [batch, locations] = annotations.shape;
  annotations.dispose();
  const both = new Float32Array(batch * locations * gridChannels);
  for (let place = 0; place < batch * locations; place++) {
    both.set(values.subarray(place * headChannels, (place + 1) * headChannels), place * gridChannels);
    const ofPlace = colours.subarray(place * colourChannels, (place + 1) * colourChannels);
    both.set(ofPlace, place * gridChannels + headChannels);
  }
  return tf.tensor3d(both, [batch, locations, gridChannels]);
}

/**
 * What those read who read no colours.
 * @param grids [images, locations, channels]
 * @returns the first `channels` of them; the caller disposes of it
 */
export function firstChannels(grids: tf.Tensor3D, channels: number): tf.Tensor3D {
  const [images, locations, all] = grids.shape;
  if (channels === all) return tf.clone(grids);
  // Where ONNX Runtime computes, a slice takes TensorFlow.js longer than the encoder takes for the whole image.
  const values = grids.dataSync<'float32'>();
  const first = new Float32Array(images * locations * channels);
  for (let place = 0; place < images * locations; place++)
    first.set(values.subarray(place * all, place * all + channels), place * channels);
  return tf.tensor3d(first, [images, locations, channels]);
}
