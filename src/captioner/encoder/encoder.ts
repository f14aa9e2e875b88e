import * as tf from '@tensorflow/tfjs-core';
import { encoderWeightShapes, type Architecture } from './efficientNetLite';
import type { ActivationRanges } from '../computing/activationRanges';
import { tensorFlow } from '../computing/tensorFlow';
import type { ImageEncoder } from './imageEncoder';
import { withColours } from './annotationGrid';
import { gridChannels } from './gridChannels';
import { runBlocks, runNetwork, runStem } from './network';

/**
 * The CNN: an EfficientNet-Lite up to its last spatial map, after the head convolution and its ReLU6. Batch norm is
 * folded into the convolutions when the weights are imported.
 */
export class Encoder implements ImageEncoder {
  readonly imageSize: number;
  readonly grid: { height: number; width: number; channels: number };

  /**
   * Takes ownership of `weights`.
   * @param activations what its feature maps are between, where that was measured: see `measureActivations`
   * @throws Error naming the first weight that is missing or has another shape
   */
  constructor(
    readonly architecture: Architecture,
    private readonly weights: Record<string, tf.Tensor>,
    readonly activations?: ActivationRanges,
  ) {
    const { imageSize, gridSize } = architecture;
    this.imageSize = imageSize;
    this.grid = { height: gridSize, width: gridSize, channels: gridChannels };
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
   * @returns annotation grids with colours (see `annotationGrid`), values from 0 to 6; the caller disposes of them
   */
  encode(images: tf.Tensor4D): tf.Tensor3D {
    const { architecture, weights } = this;
    return withColours(
      tf.tidy(() => runNetwork<tf.Tensor>(tensorFlow, weights, architecture, images) as tf.Tensor3D),
      images,
      architecture.gridSize,
    );
  }

  /**
   * What enters the last `blocks` blocks, for `EncoderTail` [batch, height, width, channels]; the caller disposes of it.
   * @param images as in `encode`
   */
  encodeUpTo(images: tf.Tensor4D, blocks: number): tf.Tensor4D {
    const { architecture, weights } = this;
    return tf.tidy(() => {
      const stem = runStem<tf.Tensor>(tensorFlow, weights, images);
      return runBlocks(tensorFlow, weights, architecture.blocks.slice(0, -blocks), stem) as tf.Tensor4D;
    });
  }

  dispose(): void {
    tf.dispose(this.weights);
  }
}
