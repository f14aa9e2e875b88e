import type { ObjectName, ObjectNamer } from '../../src/captioner/objects/objectNamer';
import { tinyVocabulary } from './tinyCaptioner';

/** A name for something that is seen in an image for sure, with a known word that stands in for it. */
export function nameFor(text: string, standIn: string, changes: Partial<ObjectName> = {}): ObjectName {
  const [piece] = tinyVocabulary.encodeChunk(` ${standIn}`);
  const places = Float32Array.of(0, 0, 0.25, 0.75);
  return { object: 0, text, standIn: piece, probability: 0.9, push: 3, isCertain: true, places, ...changes };
}

/** Sees the same in every image. */
export function namerOf(
  names: ObjectName[],
  withheld: ReadonlyMap<number, number> = new Map(),
): Pick<ObjectNamer, 'lookAt'> {
  return { lookAt: (grids) => Array.from({ length: grids.shape[0] }, () => ({ names, withheld })) };
}
