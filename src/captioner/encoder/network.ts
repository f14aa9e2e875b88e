import type { Convolution, Operations, Weights } from '../computing/operations';
import { headChannels, type Architecture, type Block } from './efficientNetLite';

/** The network's layers as functions of their weights: what runs them decides whether they learn. */

/** The whole network. @param images as for `runStem` @returns as `runHead` */
export function runNetwork<Value>(
  operations: Operations<Value>,
  weights: Weights<Value>,
  architecture: Architecture,
  images: Value,
): Value {
  const stem = runStem(operations, weights, images);
  return runHead(operations, weights, runBlocks(operations, weights, architecture.blocks, stem));
}

/** @param images [batch, imageSize, imageSize, 3], RGB from 0 to 255 */
export function runStem<Value>(operations: Operations<Value>, weights: Weights<Value>, images: Value): Value {
  const scaled = operations.divide(operations.subtract(images, 127), 128);
  const maps = operations.toFeatureMaps(scaled);
  return convolve(operations, weights, 'stem', maps, { stride: 2, activation: 'relu6' });
}

/** Runs some blocks, one after another, on feature maps: in TensorFlow.js [batch, height, width, channels]. */
export function runBlocks<Value>(
  operations: Operations<Value>,
  weights: Weights<Value>,
  blocks: readonly Block[],
  features: Value,
): Value {
  return blocks.reduce((input, block) => runBlock(operations, weights, block, input), features);
}

/** The last convolution and its ReLU6. @returns annotation grids [batch, locations, 1280], values from 0 to 6 */
export function runHead<Value>(operations: Operations<Value>, weights: Weights<Value>, features: Value): Value {
  const head = convolve(operations, weights, 'head', features, { stride: 1, activation: 'relu6' });
  return operations.toLocations(head, headChannels);
}

function runBlock<Value>(
  operations: Operations<Value>,
  weights: Weights<Value>,
  { name, expansion, stride, residual }: Block,
  input: Value,
): Value {
  const layer = (part: string, maps: Value, convolution: Convolution): Value =>
    convolve(operations, weights, `${name}/${part}`, maps, convolution);
  return operations.tidy(() => {
    const expanded = expansion > 1 ? layer('expand', input, { stride: 1, activation: 'relu6' }) : input;
    const filtered = layer('depthwise', expanded, { stride, activation: 'relu6', depthwise: true });
    const projected = layer('project', filtered, { stride: 1, activation: 'linear' });
    return residual ? operations.add(projected, input) : projected;
  });
}

function convolve<Value>(
  operations: Operations<Value>,
  weights: Weights<Value>,
  name: string,
  maps: Value,
  convolution: Convolution,
): Value {
  return operations.convolve(maps, weights[`${name}/kernel`], weights[`${name}/bias`], convolution);
}
