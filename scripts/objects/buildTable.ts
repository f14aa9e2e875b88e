import * as z from 'zod';
import type { NamedClass, ObjectTable } from '../../src/captioner/objects/objectTable';

/** `names.json`: what people call the classes, as somebody wrote it down who had read the names of all of them. */
export const writtenNamesSchema = z.array(
  z.strictObject({
    word: z.string(),
    /** Not where it is no thing to be counted: "broccoli". */
    plural: z.string().optional(),
    /** Other words for it, which people say and the captioner does not. */
    also: z.array(z.string()).default([]),
    standIns: z.array(z.string()),
    exhaustive: z.boolean().default(false),
    /** Names of classes; "first … last" for all in between. */
    classes: z.array(z.string()),
  }),
);
export type WrittenNames = z.infer<typeof writtenNamesSchema>;

export interface ImageNetClass {
  synset: string;
  names: string[];
}

/**
 * The table of a bundle, with the numbers of the classes in place of their names.
 * @throws Error naming a class that there is not, or that a name does not tell from another
 */
export function buildTable(written: WrittenNames, classes: readonly ImageNetClass[]): ObjectTable {
  const numberOf = (name: string): number => {
    const found = classes.flatMap((one, number) => (namesOf(one).includes(name) ? [number] : []));
    if (found.length !== 1) throw new Error(`“${name}” names ${found.length} of ImageNet's classes.`);
    return found[0];
  };
  const objects = written.map((one): NamedClass => {
    const numbers = one.classes.flatMap((range) => {
      const [first, last = first] = range.split(' … ').map(numberOf);
      return Array.from({ length: last - first + 1 }, (_, at) => first + at);
    });
    const plurals = one.plural === undefined ? [] : [{ text: one.plural, standIns: one.standIns.map(severalOf) }];
    return {
      forms: [{ text: one.word, standIns: one.standIns }, ...plurals],
      also: one.also,
      classes: [...new Set(numbers)].sort((a, b) => a - b),
      isExhaustive: one.exhaustive,
    };
  });
  return { format: 'showtell-objects', version: 1, objects };

  function severalOf(word: string): string {
    return written.find((one) => one.word === word)?.plural ?? plainPlural(word);
  }
}

/** The first name; the first two, or with the synset, where others begin alike. */
function namesOf({ synset, names }: ImageNetClass): string[] {
  return [names[0], names.slice(0, 2).join(', '), `${names[0]} (${synset})`];
}

function plainPlural(word: string): string {
  return /(?:s|x|z|ch|sh)$/.test(word) ? `${word}es` : `${word}s`;
}
