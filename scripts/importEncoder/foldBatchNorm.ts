import type { Architecture } from '../../src/captioner/encoder/efficientNetLite';
import type { NamedArray } from './torchFile';

const epsilon = 1e-3;

/** The encoder's weights by our names: batch norm folded into kernels and biases, in TensorFlow's layout. */
export function toEncoderWeights(
  state: ReadonlyMap<string, NamedArray>,
  { name: architecture, blocks }: Architecture,
): Map<string, NamedArray> {
  const weights = new Map<string, NamedArray>();
  const add = (name: string, convolution: string, norm: string, depthwise = false): void => {
    const get = (key: string): NamedArray => {
      const array = state.get(key);
      if (!array) throw new Error(`The state dict has no "${key}": it is not that of ${architecture}.`);
      return array;
    };
    const [gamma, beta, mean, variance] = ['weight', 'bias', 'running_mean', 'running_var'].map(
      (part) => get(`${norm}.${part}`).values,
    );
    const factor = gamma.map((value, channel) => value / Math.sqrt(variance[channel] + epsilon));
    const folded = foldKernel(get(`${convolution}.weight`), factor, depthwise);
    weights.set(`${name}/kernel`, folded);
    weights.set(`${name}/bias`, {
      values: beta.map((value, channel) => value - mean[channel] * factor[channel]),
      shape: [beta.length],
    });
  };
  add('stem', '_conv_stem', '_bn0');
  blocks.forEach(({ name, expansion }, index) => {
    const own = `_blocks.${index}`;
    if (expansion > 1) add(`${name}/expand`, `${own}._expand_conv`, `${own}._bn0`);
    add(`${name}/depthwise`, `${own}._depthwise_conv`, `${own}._bn1`, true);
    add(`${name}/project`, `${own}._project_conv`, `${own}._bn2`);
  });
  add('head', '_conv_head', '_bn1');
  return weights;
}

/**
 * Scales the output channels of a kernel and turns it from PyTorch's [out, in, height, width] into TensorFlow's
 * [height, width, in, out], or for a depthwise one, [channels, 1, height, width] into [height, width, channels, 1].
 */
function foldKernel({ values, shape }: NamedArray, factor: Float32Array, depthwise: boolean): NamedArray {
  const [outputs, inputs, height, width] = shape;
  const turned = new Float32Array(values.length);
  let from = 0;
  for (let output = 0; output < outputs; output++) {
    for (let input = 0; input < inputs; input++) {
      for (let y = 0; y < height; y++) {
        for (let x = 0; x < width; x++) {
          const pixel = y * width + x;
          const to = depthwise ? pixel * outputs + output : (pixel * inputs + input) * outputs + output;
          turned[to] = values[from++] * factor[output];
        }
      }
    }
  }
  return { values: turned, shape: depthwise ? [height, width, outputs, 1] : [height, width, inputs, outputs] };
}
