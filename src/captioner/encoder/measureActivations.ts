import * as tf from '@tensorflow/tfjs-core';
import { sumIn, type ActivationRange, type ActivationRanges } from '../computing/activationRanges';
import type { Operations } from '../computing/operations';
import { tensorFlow } from '../computing/tensorFlow';
import type { Encoder } from './encoder';
import { runNetwork } from './network';

/**
 * What an encoder's unbounded feature maps are between, over some images: integers of 8 bits can be computed with then (see `Int8Graph`).
 * @param images [batch, imageSize, imageSize, 3], RGB from 0 to 255; they stay the caller's
 */
export function measureActivations({ architecture, parameters }: Encoder, images: tf.Tensor4D): ActivationRanges {
  const layers = new Map(Object.entries(parameters).map(([name, tensor]) => [tensor, name.replace(/\/kernel$/, '')]));
  const madeBy = new Map<tf.Tensor, string>();
  const ranges: Record<string, ActivationRange> = {};
  const measure = (layer: string, maps: tf.Tensor): tf.Tensor => {
    madeBy.set(maps, layer);
    // 0 is what surrounds the maps.
    ranges[layer] = [Math.min(0, tf.min(maps).dataSync()[0]), Math.max(0, tf.max(maps).dataSync()[0])];
    return maps;
  };
  const measuring: Operations<tf.Tensor> = {
    ...tensorFlow,
    convolve: (maps, kernel, bias, convolution) => {
      const made = tensorFlow.convolve(maps, kernel, bias, convolution);
      return convolution.activation === 'linear' ? measure(layers.get(kernel) ?? '', made) : made;
    },
    add: (one, other) => measure(sumIn(madeBy.get(one) ?? ''), tensorFlow.add(one, other)),
  };
  tf.tidy(() => {
    runNetwork(measuring, parameters, architecture, images);
  });
  return ranges;
}

/** What is within one or the other, of the same feature maps. */
export function widest(one: ActivationRanges, other: ActivationRanges): ActivationRanges {
  return Object.fromEntries(
    Object.entries(one).map(([name, [least, most]]) => [
      name,
      [Math.min(least, other[name][0]), Math.max(most, other[name][1])],
    ]),
  );
}
