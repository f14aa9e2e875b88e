import { contextLength, type NgramModel } from '../ngrams/ngramModel';
import type { Vocabulary } from '../vocabulary/vocabulary';
import type { KindOfObject } from './mostTelling';
import type { ObjectTable } from './objectTable';
import { reliabilityOf } from './reliability';

/** An object as a model's vocabulary and captions have it. */
export interface SpelledObject extends KindOfObject {
  classes: readonly number[];
  forms: SpelledForm[];
  /** Pieces that name it, where the classifier knows about all there are. */
  exhaustive: number[];
  /** How much of what is seen of it people name. */
  reliability: number;
}

export interface SpelledForm {
  text: string;
  /** Those that are a single piece, and the object that each names itself. */
  standIns: { piece: number; object: number | undefined }[];
  /** How often captions had it, as far as the n-grams tell. */
  timesSaid: number;
}

export function spellObjects(
  { objects }: ObjectTable,
  { vocabulary, ngrams }: { vocabulary: Vocabulary; ngrams?: NgramModel },
): SpelledObject[] {
  const objectOf = new Map(objects.flatMap(({ forms }, object) => forms.map(({ text }) => [text, object])));
  const pieceOf = (word: string): number | undefined => {
    const pieces = vocabulary.encodeChunk(` ${word}`);
    return pieces.length === 1 ? pieces[0] : undefined;
  };
  const sets = objects.map(({ classes }) => new Set(classes));
  return objects.map((object, at) => ({
    classes: object.classes,
    forms: object.forms.map(({ text, standIns }) => ({
      text,
      standIns: standIns.flatMap((word) => {
        const piece = pieceOf(word);
        return piece === undefined ? [] : [{ piece, object: objectOf.get(word) }];
      }),
      timesSaid: timesSaid(text, vocabulary, ngrams),
    })),
    exhaustive: object.isExhaustive ? object.forms.flatMap(({ text }) => pieceOf(text) ?? []) : [],
    reliability: reliabilityOf(object),
    kinds: sets.flatMap((other, kind) => (kind !== at && isWithin(other, sets[at]) ? [kind] : [])),
  }));
}

function isWithin(one: ReadonlySet<number>, other: ReadonlySet<number>): boolean {
  if (one.size >= other.size) return false;
  // Of each two objects there are; most differ in the first class, so that none is put into an array.
  for (const value of one) if (!other.has(value)) return false;
  return true;
}

function timesSaid(text: string, vocabulary: Vocabulary, ngrams: NgramModel | undefined): number {
  return ngrams ? ngrams.timesSeen(vocabulary.encode(text).slice(0, contextLength + 1)) : 0;
}
