import * as tf from '@tensorflow/tfjs-core';
import { encodeWeightsFile } from '../weights';
import type { WeightSpecs } from '../weightSpecs';

/** Weights that are plain numbers in memory, as they lie in the folder of a bundle, with what is needed to read them. */
export async function encodePlainWeights<Name extends string>(
  weights: Readonly<Record<Name, Float32Array>>,
  shapes: Readonly<Record<Name, number[]>>,
): Promise<{ specs: WeightSpecs; data: Uint8Array }> {
  const tensors: Record<string, tf.Tensor> = {};
  try {
    for (const name in shapes) tensors[name] = tf.tensor(weights[name], shapes[name]);
    return await encodeWeightsFile(tensors, { dtype: 'float16' });
  } finally {
    tf.dispose(tensors);
  }
}

/** A weight that was read, as plain numbers; the tensor stays the caller's. */
export function plainNumbers(tensor: tf.Tensor): Float32Array {
  return tensor.dataSync<'float32'>().slice();
}
