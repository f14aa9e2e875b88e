import { matchNgrams } from './ngramMatches';

const longest = 4;
const tiny = 1e-15;
const small = 1e-9;

/** What BLEU counts in one caption: the figure of a corpus is of the sums. */
export interface BleuCounts {
  candidateLength: number;
  referenceLength: number;
  /** N-grams of 1 to 4 words that are right, and all that there are. */
  correct: number[];
  guessed: number[];
}

/**
 * @param words of one caption
 * @param references the words of its image's references
 */
export function countBleu(words: readonly string[], references: readonly string[][]): BleuCounts {
  const { correct, closestLength } = matchNgrams(words, references, longest);
  const guessed = correct.map((_, index) => Math.max(0, words.length - index));
  return { candidateLength: words.length, referenceLength: closestLength, correct, guessed };
}

/**
 * BLEU-1 to BLEU-4 of a corpus (Papineni et al. 2002), with the length of the reference that is closest, as
 * pycocoevalcap computes it.
 * @param captions of each image its caption's counts
 * @returns four figures from 0 to 1
 */
export function bleu(captions: readonly BleuCounts[]): [number, number, number, number] {
  const correct = new Array<number>(longest).fill(0);
  const guessed = new Array<number>(longest).fill(0);
  let candidateLength = 0;
  let referenceLength = 0;
  for (const counts of captions) {
    candidateLength += counts.candidateLength;
    referenceLength += counts.referenceLength;
    counts.correct.forEach((count, index) => (correct[index] += count));
    counts.guessed.forEach((count, index) => (guessed[index] += count));
  }
  const ratio = (candidateLength + tiny) / (referenceLength + small);
  const brevity = ratio < 1 ? Math.exp(1 - 1 / ratio) : 1;
  let product = 1;
  const scores = correct.map((count, index) => {
    product *= (count + tiny) / (guessed[index] + small);
    return product ** (1 / (index + 1)) * brevity;
  });
  return [scores[0], scores[1], scores[2], scores[3]];
}
