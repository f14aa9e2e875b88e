import * as tf from '@tensorflow/tfjs-core';
import type { DecoderParameters } from '../decoder/parameters';
import type { EncoderTail } from '../encoder/encoderTail';
import type { GridSource } from './examples';
import type { EncoderTrainingSettings } from './settings';

/** Where what enters the encoder's tail comes from; kept on disk, as it is the same at every epoch. */
export interface TailInputSource {
  /** Of some images, or of their mirror images [indices, height, width, channels]; the caller disposes of it. */
  inputs(indices: readonly number[], mirrored: boolean): Promise<tf.Tensor4D>;
}

/** Tells the encoder's weights from the decoder's where they are kept together. */
const prefix = 'encoder/';

/** The decoder's weights among all that are trained; still the caller's. */
export function decoderPart(parameters: DecoderParameters): DecoderParameters {
  return Object.fromEntries(Object.entries(parameters).filter(([name]) => !name.startsWith(prefix)));
}

/** The encoder's weights among all that are trained, by the encoder's names; still the caller's. */
export function encoderPart(parameters: DecoderParameters): Record<string, tf.Tensor> {
  const entries = Object.entries(parameters).filter(([name]) => name.startsWith(prefix));
  return Object.fromEntries(entries.map(([name, tensor]) => [name.slice(prefix.length), tensor]));
}

/** The encoder's last blocks, trained together with the decoder. */
export class EncoderTraining {
  /** For each weight of the encoder, what the learning rate is multiplied with. */
  readonly rates: ReadonlyMap<string, number>;

  /**
   * @param weights those of the encoder to begin with; they stay the caller's and are read only in here
   * @param learningRate the decoder's highest
   */
  constructor(
    private readonly tail: EncoderTail,
    private readonly weights: Readonly<Record<string, tf.Tensor>>,
    private readonly source: TailInputSource,
    private readonly settings: EncoderTrainingSettings,
    learningRate: number,
  ) {
    // With batch norm folded in, the weights' sizes differ a hundredfold: each moves by a share of its own.
    this.rates = new Map(
      tail.weightNames.map((name) => [prefix + name, (settings.rate * rootMeanSquare(weights[name])) / learningRate]),
    );
  }

  /** The weights to begin with, to be disposed of on their own. */
  start(): DecoderParameters {
    return Object.fromEntries(this.tail.weightNames.map((name) => [prefix + name, tf.clone(this.weights[name])]));
  }

  /**
   * The grids of some images to learn from, mirrored by chance, and how their gradients go on to the encoder's weights.
   * The caller disposes of both.
   */
  async look(
    parameters: DecoderParameters,
    indices: readonly number[],
    random: () => number,
  ): Promise<{ grids: tf.Tensor3D; features: tf.Tensor4D }> {
    const mirrored = indices.map(() => this.settings.mirror && random() < 0.5);
    const features = await this.features(indices, mirrored);
    return { grids: this.tail.encode(encoderPart(parameters), features), features };
  }

  /** The gradients of the encoder's weights; the caller disposes of them. */
  gradients(parameters: DecoderParameters, features: tf.Tensor4D, gridGradient: tf.Tensor3D): DecoderParameters {
    const gradients = this.tail.gradients(encoderPart(parameters), features, gridGradient);
    return Object.fromEntries(Object.entries(gradients).map(([name, tensor]) => [prefix + name, tensor]));
  }

  /** Grids as these weights see them, of images as they are. */
  gridSource(parameters: DecoderParameters): GridSource {
    return {
      grids: async (indices) => {
        const features = await this.source.inputs(indices, false);
        const grids = this.tail.encode(encoderPart(parameters), features);
        features.dispose();
        return grids;
      },
    };
  }

  private async features(indices: readonly number[], mirrored: readonly boolean[]): Promise<tf.Tensor4D> {
    const one = await Promise.all(indices.map((index, at) => this.source.inputs([index], mirrored[at])));
    const all = tf.concat(one) as tf.Tensor4D;
    tf.dispose(one);
    return all;
  }
}

function rootMeanSquare(tensor: tf.Tensor): number {
  return tf.tidy(() => Math.sqrt(tf.mean(tf.square(tensor)).dataSync()[0]));
}
