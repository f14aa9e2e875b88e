import * as tf from '@tensorflow/tfjs-core';
import { seededRandom } from '../../dataset/collections/random';
import type { DecoderShape } from './shape';
import { parameterSpecs } from './parameterSpecs';

/** The weights of a decoder by name. Whoever makes them disposes of them. */
export type DecoderParameters = Record<string, tf.Tensor>;

/** Fresh weights: Glorot uniform, embeddings within ±0.1, biases zero but the forget gate's, which is one. */
export function initialParameters(shape: DecoderShape, seed: number): DecoderParameters {
  const random = seededRandom(seed);
  const parameters: DecoderParameters = {};
  for (const [name, spec] of Object.entries(parameterSpecs(shape))) {
    const values = new Float32Array(tf.util.sizeFromShape(spec.shape));
    const limit = spec.start === 'fan' ? Math.sqrt(6 / (spec.shape[0] + spec.shape[1])) : 0.1;
    if (spec.start !== 'zero') for (let at = 0; at < values.length; at++) values[at] = (2 * random() - 1) * limit;
    if (name === 'lstm/bias') values.fill(1, shape.hidden, 2 * shape.hidden);
    parameters[name] = tf.tensor(values, spec.shape);
  }
  return parameters;
}

/** The same weights, to be disposed of on their own. */
export function cloneParameters(parameters: DecoderParameters): DecoderParameters {
  return Object.fromEntries(Object.entries(parameters).map(([name, tensor]) => [name, tf.clone(tensor)]));
}

/** @throws Error naming the first weight that is missing, unknown, or of another shape than the decoder's. */
export function assertParametersFit(parameters: DecoderParameters, shape: DecoderShape): void {
  const specs = parameterSpecs(shape);
  for (const [name, spec] of Object.entries(specs)) {
    const tensor = parameters[name] as tf.Tensor | undefined;
    if (!tensor) throw new Error(`The decoder's weight "${name}" is missing.`);
    if (!tf.util.arraysEqual(tensor.shape, spec.shape)) {
      throw new Error(
        `The decoder's weight "${name}" has shape [${tensor.shape.join(', ')}], not [${spec.shape.join(', ')}].`,
      );
    }
  }
  const unknown = Object.keys(parameters).find((name) => !(name in specs));
  if (unknown !== undefined) throw new Error(`The decoder has no weight called "${unknown}".`);
}
