import { sumOfActions } from '../src/captioner/evaluation/completionActions';
import type { ImageEffort } from '../src/captioner/evaluation/effort';
import { tokenise } from '../src/captioner/metrics/tokenise';
import { varietyOf } from '../src/captioner/metrics/variety';
import { estimate, type Estimate } from '../src/captioner/evaluation/bootstrap';
import { ciderDAgainst, copiesOf, meanOf } from './captionFigures';

/** How well a language was learned; shares from 0 to 1, CIDEr-D times 100, efforts in actions for 100 characters. */
export interface LanguageFigures {
  ciderD: { before: Estimate; after: Estimate };
  twiceInARow: { after: Estimate; people: number };
  copies: { after: Estimate; people: number };
  completing: Estimate;
  correcting: Estimate;
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
  const ciderD = ciderDAgainst(references);
  const isCopy = copiesOf(taught);
  const shareOf = (captions: readonly string[], has: (caption: string) => boolean): Estimate =>
    meanOf(captions.map((caption) => Number(has(caption))));
  const people = references.flat();
  return {
    ciderD: { before: ciderD(before), after: ciderD(after) },
    twiceInARow: { after: shareOf(after, saysTwice), people: shareOf(people, saysTwice).value },
    copies: {
      after: shareOf(after, isCopy),
      people: shareOf(people, isCopy).value,
    },
    completing: per100(efforts, ({ editor }) => sumOfActions(editor)),
    correcting: per100(efforts, ({ fixedSuggestion }) => fixedSuggestion),
    distinct: varietyOf(after).distinct,
  };
}

function saysTwice(caption: string): boolean {
  return tokenise(caption).some((word, at, words) => at > 0 && word === words[at - 1]);
}

function per100(efforts: readonly ImageEffort[], actions: (effort: ImageEffort) => number): Estimate {
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
