import { matchNgrams } from './ngramMatches';

const longest = 4;

/**
 * BLEU-4 of one caption, with one added to the counts of n-grams longer than a word, so that a caption without a common
 * run of four words is not worth nothing (Lin and Och 2004).
 * @returns 0 to 1
 */
export function sentenceBleu(candidate: readonly string[], references: readonly string[][]): number {
  if (candidate.length === 0) return 0;
  const { correct, closestLength } = matchNgrams(candidate, references, longest);
  const product = correct.reduce((so, count, index) => {
    const possible = Math.max(0, candidate.length - index);
    return so * (index === 0 ? count / possible : (count + 1) / (possible + 1));
  }, 1);
  return product ** (1 / longest) * Math.min(1, Math.exp(1 - closestLength / candidate.length));
}
