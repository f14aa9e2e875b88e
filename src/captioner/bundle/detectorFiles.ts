import * as tf from '@tensorflow/tfjs-core';
import type { WordDetectors } from '../detectors/wordDetectors';
import { encodeWeightsFile, type WeightSpecs } from '../weights';

/** The words of detectors as they lie in the folder of a bundle: one a line. */
export function detectedWordsData({ words }: WordDetectors): Uint8Array {
  const lines = words.map(([word, share]) => JSON.stringify([word, Number(share.toPrecision(4))])).join(',\n');
  return Buffer.from(`{"format":"showtell-detectors","version":1,"words":[\n${lines}\n]}\n`);
}

/** Their weights as they lie there, with what is needed to read them. */
export async function detectorsData({
  words,
  weights: { mean, deviation, projection, kernel },
}: WordDetectors): Promise<{ specs: WeightSpecs; data: Uint8Array }> {
  const directions = projection.length / mean.length;
  const tensors = {
    mean: tf.tensor1d(mean),
    deviation: tf.tensor1d(deviation),
    projection: tf.tensor2d(projection, [mean.length, directions]),
    kernel: tf.tensor2d(kernel, [directions, words.length]),
  };
  try {
    return await encodeWeightsFile(tensors, { dtype: 'float16' });
  } finally {
    tf.dispose(tensors);
  }
}
