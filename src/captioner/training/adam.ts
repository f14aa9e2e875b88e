import * as tf from '@tensorflow/tfjs-core';
import type { DecoderParameters } from '../decoder/parameters';

const firstDecay = 0.9;
const secondDecay = 0.999;
const epsilon = 1e-8;

/**
 * Adam (Kingma and Ba 2015) with clipping by the global norm and an exponential moving average of the weights. Ours
 * rather than TensorFlow.js's, because its state has to be saved and taken up again to the last bit.
 */
export class Adam {
  private constructor(
    private readonly weights: DecoderParameters,
    private readonly first: DecoderParameters,
    private readonly second: DecoderParameters,
    private readonly averages: DecoderParameters,
    private taken: number,
    private readonly averageDecay: number,
  ) {}

  /** Takes ownership of `weights`. */
  static start(weights: DecoderParameters, averageDecay: number): Adam {
    const zeros = (): DecoderParameters => mapValues(weights, (tensor) => tf.zerosLike(tensor));
    return new Adam(
      weights,
      zeros(),
      zeros(),
      mapValues(weights, (tensor) => tf.clone(tensor)),
      0,
      averageDecay,
    );
  }

  /** Takes ownership of `tensors`, as `state` gave them. @throws Error if one is missing. */
  static resume(tensors: DecoderParameters, taken: number, averageDecay: number): Adam {
    const part = (name: string): DecoderParameters =>
      Object.fromEntries(
        Object.entries(tensors)
          .filter(([key]) => key.startsWith(`${name}:`))
          .map(([key, tensor]) => [key.slice(name.length + 1), tensor]),
      );
    const parts = [part('weights'), part('first'), part('second'), part('average')] as const;
    const size = Object.keys(parts[0]).length;
    if (size === 0 || parts.some((entries) => Object.keys(entries).length !== size)) {
      throw new Error("The checkpoint does not hold all of the optimiser's state.");
    }
    return new Adam(...parts, taken, averageDecay);
  }

  /** Everything that `resume` needs; the tensors stay the optimiser's. */
  state(): DecoderParameters {
    const named = (name: string, tensors: DecoderParameters): [string, tf.Tensor][] =>
      Object.entries(tensors).map(([key, tensor]) => [`${name}:${key}`, tensor]);
    return Object.fromEntries([
      ...named('weights', this.weights),
      ...named('first', this.first),
      ...named('second', this.second),
      ...named('average', this.averages),
    ]);
  }

  get parameters(): DecoderParameters {
    return this.weights;
  }

  /** The moving average of the weights: what is validated and shipped. */
  get averaged(): DecoderParameters {
    return this.averages;
  }

  get stepsTaken(): number {
    return this.taken;
  }

  /**
   * One step. Disposes of `gradients`.
   * @param clip the largest global norm; a larger gradient is scaled down to it (Pascanu et al. 2013)
   * @param rates what the learning rate of a weight is multiplied with; 1 where not given
   * @returns the global norm before clipping
   */
  step(gradients: DecoderParameters, learningRate: number, clip: number, rates?: ReadonlyMap<string, number>): number {
    const norm = globalNorm(gradients);
    const scale = norm > clip ? clip / norm : 1;
    this.taken++;
    const size = (learningRate * Math.sqrt(1 - secondDecay ** this.taken)) / (1 - firstDecay ** this.taken);
    // Early on the average follows closely, so that it is not held back by where the weights began.
    const decay = Math.min(this.averageDecay, (1 + this.taken) / (10 + this.taken));
    for (const [name, gradient] of Object.entries(gradients)) {
      const [first, second, weights, average] = tf.tidy(() => {
        const scaled = scale === 1 ? gradient : tf.mul(gradient, scale);
        const newFirst = tf.add(tf.mul(this.first[name], firstDecay), tf.mul(scaled, 1 - firstDecay));
        const newSecond = tf.add(tf.mul(this.second[name], secondDecay), tf.mul(tf.square(scaled), 1 - secondDecay));
        const change = tf.div(tf.mul(newFirst, size * (rates?.get(name) ?? 1)), tf.add(tf.sqrt(newSecond), epsilon));
        const newWeights = tf.sub(this.weights[name], change);
        const newAverage = tf.add(tf.mul(this.averages[name], decay), tf.mul(newWeights, 1 - decay));
        return [newFirst, newSecond, newWeights, newAverage];
      });
      replace(this.first, name, first);
      replace(this.second, name, second);
      replace(this.weights, name, weights);
      replace(this.averages, name, average);
    }
    tf.dispose(gradients);
    return norm;
  }

  dispose(): void {
    tf.dispose(this.state());
  }
}

function globalNorm(gradients: DecoderParameters): number {
  return tf.tidy(() => {
    const squares = Object.values(gradients).map((gradient) => tf.sum(tf.square(gradient)));
    return Math.sqrt(tf.addN(squares).dataSync()[0]);
  });
}

function replace(tensors: DecoderParameters, name: string, tensor: tf.Tensor): void {
  tensors[name].dispose();
  tensors[name] = tensor;
}

function mapValues(tensors: DecoderParameters, change: (tensor: tf.Tensor) => tf.Tensor): DecoderParameters {
  return Object.fromEntries(Object.entries(tensors).map(([name, tensor]) => [name, change(tensor)]));
}
