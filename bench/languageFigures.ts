import { sumOfActions } from '../src/captioner/evaluation/completionActions';
import type { ImageEffort } from '../src/captioner/evaluation/effort';
import { CiderD } from '../src/captioner/metrics/ciderD';
import { tokenise } from '../src/captioner/metrics/tokenise';
import { varietyOf } from '../src/captioner/metrics/variety';
import { estimate } from '../src/captioner/training/fineTune/bootstrap';

/** A figure with its 95 % interval. */
type Figure = ReturnType<typeof estimate>;

/** How well a language was learned; shares from 0 to 1, CIDEr-D times 100, efforts in actions for 100 characters. */
export interface LanguageFigures {
  ciderD: { before: Figure; after: Figure };
  twiceInARow: { after: Figure; people: number };
  copies: { after: Figure; people: number };
  completing: Figure;
  correcting: Figure;
  /** Different captions. */
  distinct: number;
}

/**
 * @param learned what was taught, what people wrote of the images and what the model did, before and after; the efforts of the
 *   first images
 */
export function languageFigures(learned: {
  taught: readonly string[];
  references: readonly (readonly string[])[];
  before: readonly string[];
  after: readonly string[];
  efforts: readonly ImageEffort[];
}): LanguageFigures {
  const { taught, references, before, after, efforts } = learned;
  const words = references.map((captions) => captions.map(tokenise));
  const cider = new CiderD(words);
  const ciderD = (captions: readonly string[]): Figure =>
    meanOf(captions.map((caption, at) => 100 * cider.score([tokenise(caption)], words[at])[0]));
  const known = new Set(taught.map(asWords));
  const shareOf = (captions: readonly string[], has: (caption: string) => boolean): Figure =>
    meanOf(captions.map((caption) => Number(has(caption))));
  const people = references.flat();
  return {
    ciderD: { before: ciderD(before), after: ciderD(after) },
    twiceInARow: { after: shareOf(after, saysTwice), people: shareOf(people, saysTwice).value },
    copies: {
      after: shareOf(after, (caption) => known.has(asWords(caption))),
      people: shareOf(people, (caption) => known.has(asWords(caption))).value,
    },
    completing: per100(efforts, ({ editor }) => sumOfActions(editor)),
    correcting: per100(efforts, ({ fixedSuggestion }) => fixedSuggestion),
    distinct: varietyOf(after).distinct,
  };
}

function asWords(caption: string): string {
  return tokenise(caption).join(' ');
}

function saysTwice(caption: string): boolean {
  return tokenise(caption).some((word, at, words) => at > 0 && word === words[at - 1]);
}

function meanOf(values: readonly number[]): Figure {
  const mean = (chosen: readonly number[]): number => chosen.reduce((sum, at) => sum + values[at], 0) / chosen.length;
  return estimate(values.length, mean, 1);
}

function per100(efforts: readonly ImageEffort[], actions: (effort: ImageEffort) => number): Figure {
  const sum = (chosen: readonly number[], of: (effort: ImageEffort) => number): number =>
    chosen.reduce((total, at) => total + of(efforts[at]), 0);
  const share = (chosen: readonly number[]): number =>
    (100 * sum(chosen, actions)) /
    Math.max(
      1,
      sum(chosen, ({ characters }) => characters),
    );
  return estimate(efforts.length, share, 1);
}
