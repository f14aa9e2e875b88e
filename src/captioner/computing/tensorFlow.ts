import * as tf from '@tensorflow/tfjs-core';
import type { Operations, Size } from './operations';

/** With so many rows, a copy of the matrix costs less than the slow way in which WASM multiplies with a transposed one. */
const manyRows = 64;

/** Computes at once, on the backend that TensorFlow.js uses. */
export const tensorFlow: Operations<tf.Tensor> = {
  matMul: (left, right) => tf.matMul(left, right),
  matMulTransposed: (left, right) =>
    left.shape[0] < manyRows ? tf.matMul(left, right, false, true) : tf.matMul(left, tf.transpose(right)),
  linear: (input, kernel, bias) => tf.fused.matMul({ a: input, b: kernel, bias }),
  transpose: (matrix) => tf.transpose(matrix),
  add: (one, other) => tf.add(one, other),
  subtract: (one, other) => tf.sub(one, other),
  multiply: (one, other) => tf.mul(one, other),
  divide: (one, other) => tf.div(one, other),
  tanh: (value) => (tf.getBackend() === 'wasm' ? tanhBySigmoid(value) : tf.tanh(value)),
  sigmoid: (value) => tf.sigmoid(value),
  relu: (value) => tf.relu(value),
  clip: (value, least, most) => tf.clipByValue(value, least, most),
  softmax: (value) => tf.softmax(value),
  logSoftmax: (value) => (tf.getBackend() === 'wasm' ? logSoftmaxBySoftmax(value) : tf.logSoftmax(value)),
  mean: (value, axis) => tf.mean(value, axis),
  max: (value, axis) => tf.max(value, axis),
  length: (value) => tf.norm(value, 2, -1, true),
  concat: (values, axis) => tf.concat([...values], axis),
  split: (value, sizes, axis) => tf.split(value, [...sizes], axis),
  reshape: (value, sizes) => tf.reshape(value, sizes.map(sizeOf)),
  gather: (table, rows) => tf.gather(table, rows as tf.Tensor1D),
  tidy: (compute) => tf.tidy(compute),
  toFeatureMaps: (images) => images,
  convolve: (maps, kernel, bias, { stride, activation, depthwise }) => {
    const convolution = {
      x: maps as tf.Tensor4D,
      filter: kernel as tf.Tensor4D,
      bias,
      activation,
      pad: 'same' as const,
    };
    return depthwise
      ? tf.fused.depthwiseConv2d({ ...convolution, strides: stride })
      : tf.fused.conv2d({ ...convolution, strides: stride });
  },
  toLocations: (maps, channels) => tf.reshape(maps, [maps.shape[0], -1, channels]),
};

/** WASM computes a sigmoid many values at a time, and a tanh one by one, which takes ten times as long. */
function tanhBySigmoid(value: tf.Tensor): tf.Tensor {
  return tf.tidy(() => tf.sub(tf.mul(tf.sigmoid(tf.mul(value, 2)), 2), 1));
}

/**
 * WASM computes a softmax many values at a time, and exponentials one by one, which takes three times as long. Of the likeliest value
 * both the softmax and what it was made of are known, so that the logarithm of what all were divided by is, too.
 */
function logSoftmaxBySoftmax(value: tf.Tensor): tf.Tensor {
  return tf.tidy(() => {
    const most = (of: tf.Tensor): tf.Tensor => tf.max(of, -1, true);
    return tf.sub(value, tf.sub(most(value), tf.log(most(tf.softmax(value)))));
  });
}

function sizeOf(size: Size<tf.Tensor>): number {
  return typeof size === 'number' ? size : size.of.shape[size.axis];
}
