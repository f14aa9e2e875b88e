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

/** EfficientNet-Lite0 (Tan and Le 2019; the Lite variants leave out squeeze-and-excitation and use ReLU6). */
const groups: readonly BlockGroup[] = [
  { repeats: 1, kernel: 3, stride: 1, expansion: 1, channels: 16 },
  { repeats: 2, kernel: 3, stride: 2, expansion: 6, channels: 24 },
  { repeats: 2, kernel: 5, stride: 2, expansion: 6, channels: 40 },
  { repeats: 3, kernel: 3, stride: 2, expansion: 6, channels: 80 },
  { repeats: 3, kernel: 5, stride: 1, expansion: 6, channels: 112 },
  { repeats: 4, kernel: 5, stride: 2, expansion: 6, channels: 192 },
  { repeats: 1, kernel: 3, stride: 1, expansion: 6, channels: 320 },
];

export const stemChannels = 32;
export const headChannels = 1280;
export const imageSize = 224;
/** 224 pixels, halved five times. */
export const gridSize = 7;

export const blocks: readonly Block[] = listBlocks();

/** Every weight with its shape: kernels as [height, width, in, out] (depthwise: [height, width, in, 1]), and biases. */
export function encoderWeightShapes(): Record<string, number[]> {
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

function listBlocks(): Block[] {
  const list: Block[] = [];
  let inputChannels = stemChannels;
  for (const { repeats, kernel, stride, expansion, channels } of groups) {
    for (let repeat = 0; repeat < repeats; repeat++) {
      const ownStride = repeat === 0 ? stride : 1;
      list.push({
        name: `block${list.length}`,
        kernel,
        stride: ownStride,
        expansion,
        inputChannels,
        outputChannels: channels,
        residual: ownStride === 1 && inputChannels === channels,
      });
      inputChannels = channels;
    }
  }
  return list;
}
