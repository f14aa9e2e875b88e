import { wordsOf } from '../../../dataset/text/words';
import type { Vocabulary } from '../../vocabulary/vocabulary';
import type { WordOrigin } from './wordOrigin';

const rounds = 8;
/** Stands for no word of the model: what people write and the model has no word for. */
const none = -1;
/** What is less likely than this is left out of a word's beginning. */
const leastShare = 0.05;

/** What the model says of an image, in its language, and what people wrote of it in theirs. */
export interface CaptionPair {
  said: string;
  written: readonly string[];
}

/**
 * Which words of a new language stand for which words of the model's, found by captions of the same images alone: of all words
 * that the model said where people wrote "Hund", "dog" explains it best (IBM model 1; Brown et al. 1993).
 */
export class Translations {
  /** By word in lower case: how often each of the model's pieces is expected to be what it stands for. */
  private readonly expected: ReadonlyMap<string, ReadonlyMap<number, number>>;
  /** How often each of the model's pieces stands for any word. */
  private readonly totals = new Map<number, number>();

  constructor(pairs: readonly CaptionPair[], vocabulary: Vocabulary) {
    const sentences = pairs.flatMap(({ said, written }) => {
      const pieces = [none, ...new Set(vocabulary.encode(said).filter((piece) => vocabulary.wordPieces.has(piece)))];
      return written.map((caption) => ({ pieces, words: wordsOf(caption.toLowerCase()) }));
    });
    let expected = new Map<string, Map<number, number>>();
    for (let round = 0; round < rounds; round++) {
      const likelihoods = expected;
      const totals = new Map(this.totals);
      const likelihood = (word: string, piece: number): number =>
        round === 0 ? 1 : (likelihoods.get(word)?.get(piece) ?? 0) / (totals.get(piece) ?? 1);
      expected = new Map();
      this.totals.clear();
      for (const { pieces, words } of sentences) {
        for (const word of words) {
          const shares = pieces.map((piece) => likelihood(word, piece));
          const sum = shares.reduce((total, share) => total + share, 0);
          const ofWord = expected.get(word) ?? new Map<number, number>();
          expected.set(word, ofWord);
          pieces.forEach((piece, at) => {
            ofWord.set(piece, (ofWord.get(piece) ?? 0) + shares[at] / sum);
            this.totals.set(piece, (this.totals.get(piece) ?? 0) + shares[at] / sum);
          });
        }
      }
    }
    this.expected = expected;
  }

  /**
   * What a word begins as: what it stands for, as much less likely as that stands for other words, too.
   * @param word in lower case
   */
  originOf(word: string): WordOrigin | undefined {
    const ofWord = [...(this.expected.get(word) ?? [])].filter(([piece]) => piece !== none);
    const sum = ofWord.reduce((total, [, times]) => total + times, 0);
    const kept = ofWord.filter(([, times]) => times >= leastShare * sum);
    const keptSum = kept.reduce((total, [, times]) => total + times, 0);
    if (keptSum === 0) return undefined;
    const logShare = kept.reduce(
      (total, [piece, times]) => total + (times / keptSum) * Math.log(times / (this.totals.get(piece) ?? 1)),
      0,
    );
    return { pieces: new Map(kept.map(([piece, times]) => [piece, times / keptSum])), logShare };
  }
}
