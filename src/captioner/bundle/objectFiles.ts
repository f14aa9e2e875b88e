import * as tf from '@tensorflow/tfjs-core';
import type { ObjectClassifier } from '../objects/objectClassifier';
import type { ObjectTable } from '../objects/objectTable';
import { encodeWeightsFile, type WeightSpecs } from '../weights';

/** The table of objects as it lies in the folder of a bundle: an object a line. */
export function objectTableData({ objects, ...head }: ObjectTable): Uint8Array {
  const lines = objects.map((object) => JSON.stringify(object)).join(',\n');
  return Buffer.from(`${JSON.stringify(head).slice(0, -1)},"objects":[\n${lines}\n]}\n`);
}

/** The classifier as it lies there, with what is needed to read it. */
export async function classifierData({
  weights,
  channels,
  classes,
}: ObjectClassifier): Promise<{ specs: WeightSpecs; data: Uint8Array }> {
  const tensors = { kernel: tf.tensor2d(weights.kernel, [channels, classes]), bias: tf.tensor1d(weights.bias) };
  try {
    return await encodeWeightsFile(tensors, { dtype: 'float16' });
  } finally {
    tf.dispose(tensors);
  }
}
