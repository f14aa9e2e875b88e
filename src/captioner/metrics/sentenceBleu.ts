import { countNgrams, ngramSize } from './ngrams';

const longest = 4;

/**
 * BLEU-4 of one caption, with one added to the counts of n-grams longer than a word, so that a caption without a common
 * run of four words is not worth nothing (Lin and Och 2004).
 * @returns 0 to 1
 */
export function sentenceBleu(candidate: readonly string[], references: readonly string[][]): number {
  if (candidate.length === 0) return 0;
  const allowed = new Map<string, number>();
  for (const reference of references) {
    for (const [ngram, count] of countNgrams(reference, longest))
      allowed.set(ngram, Math.max(count, allowed.get(ngram) ?? 0));
  }
  const correct = new Array<number>(longest).fill(0);
  for (const [ngram, count] of countNgrams(candidate, longest))
    correct[ngramSize(ngram) - 1] += Math.min(count, allowed.get(ngram) ?? 0);
  const product = correct.reduce((so, count, index) => {
    const possible = Math.max(0, candidate.length - index);
    return so * (index === 0 ? count / possible : (count + 1) / (possible + 1));
  }, 1);
  const distances = references.map(({ length }) => [Math.abs(length - candidate.length), length] as const);
  const [, closest] = distances.reduce((best, one) =>
    one[0] < best[0] || (one[0] === best[0] && one[1] < best[1]) ? one : best,
  );
  return product ** (1 / longest) * Math.min(1, Math.exp(1 - closest / candidate.length));
}
