import { detectorWeightShapes, type WordDetectors } from '../detectors/wordDetectors';
import { encodePlainWeights } from './plainWeights';

/** The words of detectors as they lie in the folder of a bundle: one a line. */
export function detectedWordsData({ words }: WordDetectors): Uint8Array {
  const lines = words.map(([word, share]) => JSON.stringify([word, Number(share.toPrecision(4))])).join(',\n');
  return Buffer.from(`{"format":"showtell-detectors","version":1,"words":[\n${lines}\n]}\n`);
}

/** Their weights as they lie there. */
export function detectorsData({ words, weights }: WordDetectors): ReturnType<typeof encodePlainWeights> {
  const channels = weights.mean.length;
  const directions = weights.projection.length / channels;
  return encodePlainWeights(weights, detectorWeightShapes(channels, directions, words.length));
}
