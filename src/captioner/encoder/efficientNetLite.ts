import * as z from 'zod';
import { sumIn } from '../computing/activationRanges';

/** A group of inverted residual blocks (Sandler et al. 2018); the first block has the stride and changes the channels. */
interface BlockGroup {
  repeats: number;
  kernel: 3 | 5;
  stride: 1 | 2;
  expansion: 1 | 6;
  channels: number;
}

/** One inverted residual block of the network. */
export interface Block {
  /** As in the names of its weights. */
  name: string;
  kernel: 3 | 5;
  stride: 1 | 2;
  expansion: 1 | 6;
  inputChannels: number;
  outputChannels: number;
  /** Whether the block's input is added to its output. */
  residual: boolean;
}

export const architectureSchema = z.enum(['efficientnet-lite0', 'efficientnet-lite1', 'efficientnet-lite2']);
export type ArchitectureName = z.infer<typeof architectureSchema>;

/** One of the EfficientNet-Lite networks (Tan and Le 2019; the Lite ones leave out squeeze-and-excitation, and use ReLU6). */
export interface Architecture {
  name: ArchitectureName;
  /** Width and height of its images, in pixels. */
  imageSize: number;
  /** Width and height of its last spatial map: the image size, halved five times and rounded up. */
  gridSize: number;
  blocks: readonly Block[];
}

/** Of Lite0; the others have more blocks in a group and more channels. */
const groups: readonly BlockGroup[] = [
  { repeats: 1, kernel: 3, stride: 1, expansion: 1, channels: 16 },
  { repeats: 2, kernel: 3, stride: 2, expansion: 6, channels: 24 },
  { repeats: 2, kernel: 5, stride: 2, expansion: 6, channels: 40 },
  { repeats: 3, kernel: 3, stride: 2, expansion: 6, channels: 80 },
  { repeats: 3, kernel: 5, stride: 1, expansion: 6, channels: 112 },
  { repeats: 4, kernel: 5, stride: 2, expansion: 6, channels: 192 },
  { repeats: 1, kernel: 3, stride: 1, expansion: 6, channels: 320 },
];

/** The channels of the first and the last convolution, which no variant scales. */
export const stemChannels = 32;
export const headChannels = 1280;

export const architectures: Readonly<Record<ArchitectureName, Architecture>> = {
  'efficientnet-lite0': scale('efficientnet-lite0', 1, 1, 224),
  'efficientnet-lite1': scale('efficientnet-lite1', 1, 1.1, 240),
  'efficientnet-lite2': scale('efficientnet-lite2', 1.1, 1.2, 260),
};

/** Every weight with its shape: kernels as [height, width, in, out] (depthwise: [height, width, in, 1]), and biases. */
export function encoderWeightShapes({ blocks }: Architecture): Record<string, number[]> {
  const shapes: Record<string, number[]> = {};
  const add = (name: string, kernel: number[], channels: number): void => {
    shapes[`${name}/kernel`] = kernel;
    shapes[`${name}/bias`] = [channels];
  };
  add('stem', [3, 3, 3, stemChannels], stemChannels);
  for (const { name, kernel, expansion, inputChannels, outputChannels } of blocks) {
    const wide = inputChannels * expansion;
    if (expansion > 1) add(`${name}/expand`, [1, 1, inputChannels, wide], wide);
    add(`${name}/depthwise`, [kernel, kernel, wide, 1], wide);
    add(`${name}/project`, [1, 1, wide, outputChannels], outputChannels);
  }
  add('head', [1, 1, blocks[blocks.length - 1].outputChannels, headChannels], headChannels);
  return shapes;
}

/** The feature maps that no activation bounds: what comes out of each block, alone and with what entered it. */
export function unboundedMaps({ blocks }: Architecture): string[] {
  return blocks.flatMap(({ name, residual }) => {
    const layer = `${name}/project`;
    return residual ? [layer, sumIn(layer)] : [layer];
  });
}

/** Compound scaling (Tan and Le 2019): more repeats and channels; the first and the last group keep their repeats. */
function scale(name: ArchitectureName, width: number, depth: number, imageSize: number): Architecture {
  const blocks: Block[] = [];
  let inputChannels = stemChannels;
  groups.forEach((group, index) => {
    const outer = index === 0 || index === groups.length - 1;
    const repeats = outer ? group.repeats : Math.ceil(group.repeats * depth);
    const outputChannels = roundChannels(group.channels * width);
    for (let repeat = 0; repeat < repeats; repeat++) {
      const stride = repeat === 0 ? group.stride : 1;
      blocks.push({
        name: `block${blocks.length}`,
        kernel: group.kernel,
        stride,
        expansion: group.expansion,
        inputChannels,
        outputChannels,
        residual: stride === 1 && inputChannels === outputChannels,
      });
      inputChannels = outputChannels;
    }
  });
  return { name, imageSize, gridSize: Math.ceil(imageSize / 32), blocks };
}

/** To the nearest multiple of 8, but never by more than a tenth down. */
function roundChannels(channels: number): number {
  const rounded = Math.max(8, Math.floor((channels + 4) / 8) * 8);
  return rounded < 0.9 * channels ? rounded + 8 : rounded;
}
