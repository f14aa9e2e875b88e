import { matchNgrams } from './ngramMatches';

const longest = 4;
const tiny = 1e-15;
const small = 1e-9;

/**
 * BLEU-1 to BLEU-4 of a corpus (Papineni et al. 2002), with the length of the reference that is closest, as
 * pycocoevalcap computes it.
 * @param candidates the words of one caption for each image
 * @param references the words of each image's references
 * @returns four figures from 0 to 1
 */
export function bleu(
  candidates: readonly string[][],
  references: readonly string[][][],
): [number, number, number, number] {
  const correct = new Array<number>(longest).fill(0);
  const guessed = new Array<number>(longest).fill(0);
  let candidateLength = 0;
  let referenceLength = 0;
  candidates.forEach((words, image) => {
    candidateLength += words.length;
    const matches = matchNgrams(words, references[image], longest);
    referenceLength += matches.closestLength;
    matches.correct.forEach((count, index) => (correct[index] += count));
    for (let size = 1; size <= longest; size++) guessed[size - 1] += Math.max(0, words.length - size + 1);
  });
  const ratio = (candidateLength + tiny) / (referenceLength + small);
  const brevity = ratio < 1 ? Math.exp(1 - 1 / ratio) : 1;
  let product = 1;
  const scores = correct.map((count, index) => {
    product *= (count + tiny) / (guessed[index] + small);
    return product ** (1 / (index + 1)) * brevity;
  });
  return [scores[0], scores[1], scores[2], scores[3]];
}
