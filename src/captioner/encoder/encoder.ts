import * as tf from '@tensorflow/tfjs-core';
import { encoderWeightShapes, headChannels, type Architecture, type Block } from './efficientNetLite';

/**
 * The CNN: an EfficientNet-Lite up to its last spatial map, after the head convolution and its ReLU6. Batch norm is
 * folded into the convolutions when the weights are imported.
 */
export class Encoder {
  readonly imageSize: number;
  readonly grid: { height: number; width: number; channels: number };

  /** Takes ownership of `weights`. @throws Error naming the first weight that is missing or has another shape */
  constructor(
    readonly architecture: Architecture,
    private readonly weights: Record<string, tf.Tensor>,
  ) {
    const { imageSize, gridSize } = architecture;
    this.imageSize = imageSize;
    this.grid = { height: gridSize, width: gridSize, channels: headChannels };
    for (const [name, shape] of Object.entries(encoderWeightShapes(architecture))) {
      const tensor = weights[name] as tf.Tensor | undefined;
      if (!tensor) throw new Error(`The encoder's weight "${name}" is missing.`);
      if (!tf.util.arraysEqual(tensor.shape, shape)) {
        throw new Error(
          `The encoder's weight "${name}" has shape [${tensor.shape.join(', ')}], not [${shape.join(', ')}].`,
        );
      }
    }
  }

  /** The weights by name, still the encoder's. */
  get parameters(): Readonly<Record<string, tf.Tensor>> {
    return this.weights;
  }

  /**
   * @param images [batch, imageSize, imageSize, 3], RGB from 0 to 255
   * @returns annotation grids [batch, locations, 1280], values from 0 to 6; the caller disposes of them
   */
  encode(images: tf.Tensor4D): tf.Tensor3D {
    return tf.tidy(() => {
      const scaled = tf.div(tf.sub(images, 127), 128) as tf.Tensor4D;
      let features = this.convolve(scaled, 'stem', 2, 'relu6');
      for (const block of this.architecture.blocks) features = this.runBlock(features, block);
      const head = this.convolve(features, 'head', 1, 'relu6');
      return tf.reshape(head, [images.shape[0], -1, headChannels]);
    });
  }

  dispose(): void {
    tf.dispose(this.weights);
  }

  private runBlock(input: tf.Tensor4D, block: Block): tf.Tensor4D {
    return tf.tidy(() => {
      const expanded = block.expansion > 1 ? this.convolve(input, `${block.name}/expand`, 1, 'relu6') : input;
      const filtered = tf.fused.depthwiseConv2d({
        x: expanded,
        filter: this.weights[`${block.name}/depthwise/kernel`] as tf.Tensor4D,
        strides: block.stride,
        pad: 'same',
        bias: this.weights[`${block.name}/depthwise/bias`],
        activation: 'relu6',
      });
      const projected = this.convolve(filtered, `${block.name}/project`, 1, 'linear');
      return block.residual ? tf.add(projected, input) : projected;
    });
  }

  private convolve(x: tf.Tensor4D, name: string, strides: 1 | 2, activation: 'relu6' | 'linear'): tf.Tensor4D {
    return tf.fused.conv2d({
      x,
      filter: this.weights[`${name}/kernel`] as tf.Tensor4D,
      strides,
      pad: 'same',
      bias: this.weights[`${name}/bias`],
      activation,
    });
  }
}
