import { classifierWeightShapes, type ObjectClassifier } from '../objects/objectClassifier';
import type { ObjectTable } from '../objects/objectTable';
import { encodePlainWeights } from './plainWeights';

/** The table of objects as it lies in the folder of a bundle: an object a line. */
export function objectTableData({ objects, ...head }: ObjectTable): Uint8Array {
  const lines = objects.map((object) => JSON.stringify(object)).join(',\n');
  return Buffer.from(`${JSON.stringify(head).slice(0, -1)},"objects":[\n${lines}\n]}\n`);
}

/** The classifier as it lies there. */
export function classifierData({
  weights,
  channels,
  classes,
}: ObjectClassifier): ReturnType<typeof encodePlainWeights> {
  return encodePlainWeights(weights, classifierWeightShapes(channels, classes));
}
