import { tokenise } from '../../src/captioner/metrics/tokenise';
import { says } from '../../src/captioner/objects/learnNaming';
import { wordsFor, type ObjectTable } from '../../src/captioner/objects/objectTable';

/** How captions name things. A thing is to be named where at least two people name it. */
export interface Naming {
  /** Named, and to be named. */
  right: number;
  /** Named, and nobody does. */
  wrong: number;
  /** To be named, and not. */
  missed: number;
}

/**
 * @param captions the words of a caption of each image
 * @param references the words of people's captions of each image
 * @param counts which objects of the table count
 */
export function countNaming(
  table: ObjectTable,
  captions: readonly (readonly string[])[],
  references: readonly (readonly (readonly string[])[])[],
  counts: (object: number) => boolean = () => true,
): Naming {
  const naming = { right: 0, wrong: 0, missed: 0 };
  table.objects.forEach((named, object) => {
    if (!counts(object)) return;
    const names = wordsFor(named).map(tokenise);
    captions.forEach((caption, image) => {
      const people = references[image].filter((reference) => names.some((name) => says(reference, name))).length;
      const isNamed = names.some((name) => says(caption, name));
      if (isNamed && people >= 2) naming.right++;
      if (isNamed && people === 0) naming.wrong++;
      if (!isNamed && people >= 2) naming.missed++;
    });
  });
  return naming;
}

/** Of precision and recall their harmonic mean. */
export function f1({ right, wrong, missed }: Naming): number {
  return (2 * right) / Math.max(1, 2 * right + wrong + missed);
}
