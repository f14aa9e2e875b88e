import { sumEffort, type ImageEffort } from '../../src/captioner/evaluation/effort';
import { estimate } from '../../src/captioner/evaluation/bootstrap';

/** So many images at the beginning and at the end are compared. */
const compared = 200;

/** What learning saves, with 95 % bootstrap intervals: below 1 is less work. */
export function comparison(fixed: readonly ImageEffort[], learned: readonly ImageEffort[]) {
  const first = learned.slice(0, compared);
  const last = learned.slice(-compared);
  const same = fixed.slice(-compared);
  const ratio = (ones: readonly ImageEffort[], others: readonly ImageEffort[], figure: Figure) =>
    estimate(
      ones.length,
      (chosen) => sumEffort(chosen.map((at) => ones[at]))[figure] / sumEffort(chosen.map((at) => others[at]))[figure],
      1,
    );
  const of = (figure: Figure) => ({
    first: sumEffort(first)[figure],
    last: sumEffort(last)[figure],
    lastWithoutLearning: sumEffort(same)[figure],
    lastOverFirst: ratio(last, first, figure),
    lastOverSameWithoutLearning: ratio(last, same, figure),
  });
  return { fixedSuggestion: of('fixedSuggestion'), completion: of('completion'), editor: of('editor') };
}

type Figure = 'fixedSuggestion' | 'completion' | 'editor';
