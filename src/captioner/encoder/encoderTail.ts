import * as tf from '@tensorflow/tfjs-core';
import { encoderWeightShapes, type Architecture } from './efficientNetLite';
import { tensorFlow } from '../computing/tensorFlow';
import { runBlocks, runHead } from './network';

/**
 * The last blocks of the encoder and its head: the part that learns when the encoder is trained. What enters it is the
 * same at every epoch, so that the part before it need not be run again.
 */
export class EncoderTail {
  /** The names of the weights that learn. */
  readonly weightNames: readonly string[];
  private readonly first: number;

  /** @param blocks how many of the last blocks, at least 1 */
  constructor(
    private readonly architecture: Architecture,
    blocks: number,
  ) {
    this.first = architecture.blocks.length - blocks;
    if (blocks < 1 || this.first < 1) {
      throw new RangeError(
        `Of the encoder's ${architecture.blocks.length} blocks, 1 to ${architecture.blocks.length - 1} can be trained.`,
      );
    }
    const parts = [...architecture.blocks.slice(this.first).map(({ name }) => name), 'head'];
    this.weightNames = Object.keys(encoderWeightShapes(architecture)).filter((name) =>
      parts.includes(name.split('/')[0]),
    );
  }

  /** Height, width and channels of what enters. */
  get inputShape(): [number, number, number] {
    const { blocks, imageSize } = this.architecture;
    // The stem and every block with stride 2 before this one halve the image.
    const halvings = 1 + blocks.slice(0, this.first).filter(({ stride }) => stride === 2).length;
    const size = Math.ceil(imageSize / 2 ** halvings);
    return [size, size, blocks[this.first].inputChannels];
  }

  /**
   * @param features what `Encoder.encodeUpTo` gave [batch, height, width, channels]
   * @returns annotation grids [batch, locations, 1280]; the caller disposes of them
   */
  encode(weights: Readonly<Record<string, tf.Tensor>>, features: tf.Tensor4D): tf.Tensor3D {
    const { architecture } = this;
    return tf.tidy(() => {
      const last = runBlocks<tf.Tensor>(tensorFlow, weights, architecture.blocks.slice(this.first), features);
      return runHead(tensorFlow, weights, last) as tf.Tensor3D;
    });
  }

  /**
   * The gradients of the weights, by automatic differentiation. Needs the backend `tensorflow`, which brings the
   * gradients of TensorFlow.js along; WASM has no kernel for that of a depthwise convolution.
   * @param gridGradient [batch, locations, 1280]
   * @returns by the names of the weights; the caller disposes of them
   */
  gradients(
    weights: Readonly<Record<string, tf.Tensor>>,
    features: tf.Tensor4D,
    gridGradient: tf.Tensor3D,
  ): Record<string, tf.Tensor> {
    const names = this.weightNames;
    const gradients = tf.grads((...tensors: tf.Tensor[]) =>
      this.encode(Object.fromEntries(names.map((name, at) => [name, tensors[at]])), features),
    )(
      names.map((name) => weights[name]),
      gridGradient,
    );
    return Object.fromEntries(names.map((name, at) => [name, gradients[at]]));
  }
}
