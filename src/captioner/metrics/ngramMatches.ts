import { countNgrams, ngramSize } from './ngrams';

/** How much of a caption is in its references, as BLEU counts it. */
export interface NgramMatches {
  /** For runs of 1, 2, … words, how many are in a reference, each no more often than there (Papineni et al. 2002). */
  correct: number[];
  /** The length of the reference that is closest in length; of two, the shorter. */
  closestLength: number;
}

/** @param longest the words of the longest runs that are counted */
export function matchNgrams(
  candidate: readonly string[],
  references: readonly string[][],
  longest: number,
): NgramMatches {
  const allowed = new Map<string, number>();
  for (const reference of references) {
    for (const [ngram, count] of countNgrams(reference, longest))
      allowed.set(ngram, Math.max(count, allowed.get(ngram) ?? 0));
  }
  const correct = new Array<number>(longest).fill(0);
  for (const [ngram, count] of countNgrams(candidate, longest))
    correct[ngramSize(ngram) - 1] += Math.min(count, allowed.get(ngram) ?? 0);
  const distances = references.map(({ length }) => [Math.abs(length - candidate.length), length] as const);
  const [, closestLength] = distances.reduce((best, one) =>
    one[0] < best[0] || (one[0] === best[0] && one[1] < best[1]) ? one : best,
  );
  return { correct, closestLength };
}
