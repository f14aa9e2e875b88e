import * as tf from '@tensorflow/tfjs-core';
import { headChannels, type Architecture, type Block } from './efficientNetLite';

/** The network's layers as functions of their weights: what runs them decides whether they learn. */

/** @param images [batch, imageSize, imageSize, 3], RGB from 0 to 255 */
export function runStem(weights: Readonly<Record<string, tf.Tensor>>, images: tf.Tensor4D): tf.Tensor4D {
  const scaled = tf.div(tf.sub(images, 127), 128) as tf.Tensor4D;
  return convolve(weights, scaled, 'stem', 2, 'relu6');
}

/** Runs some blocks, one after another, on [batch, height, width, channels]. */
export function runBlocks(
  weights: Readonly<Record<string, tf.Tensor>>,
  blocks: readonly Block[],
  features: tf.Tensor4D,
): tf.Tensor4D {
  return blocks.reduce((input, block) => runBlock(weights, block, input), features);
}

/** The last convolution and its ReLU6. @returns annotation grids [batch, locations, 1280], values from 0 to 6 */
export function runHead(
  weights: Readonly<Record<string, tf.Tensor>>,
  { gridSize }: Architecture,
  features: tf.Tensor4D,
): tf.Tensor3D {
  const head = convolve(weights, features, 'head', 1, 'relu6');
  return tf.reshape(head, [features.shape[0], gridSize * gridSize, headChannels]);
}

function runBlock(weights: Readonly<Record<string, tf.Tensor>>, block: Block, input: tf.Tensor4D): tf.Tensor4D {
  return tf.tidy(() => {
    const expanded = block.expansion > 1 ? convolve(weights, input, `${block.name}/expand`, 1, 'relu6') : input;
    const filtered = tf.fused.depthwiseConv2d({
      x: expanded,
      filter: weights[`${block.name}/depthwise/kernel`] as tf.Tensor4D,
      strides: block.stride,
      pad: 'same',
      bias: weights[`${block.name}/depthwise/bias`],
      activation: 'relu6',
    });
    const projected = convolve(weights, filtered, `${block.name}/project`, 1, 'linear');
    return block.residual ? tf.add(projected, input) : projected;
  });
}

function convolve(
  weights: Readonly<Record<string, tf.Tensor>>,
  x: tf.Tensor4D,
  name: string,
  strides: 1 | 2,
  activation: 'relu6' | 'linear',
): tf.Tensor4D {
  return tf.fused.conv2d({
    x,
    filter: weights[`${name}/kernel`] as tf.Tensor4D,
    strides,
    pad: 'same',
    bias: weights[`${name}/bias`],
    activation,
  });
}
