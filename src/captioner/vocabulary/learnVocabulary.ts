import { cutIntoChunks, toByteString } from './bytes';
import { fitsPiece, Vocabulary } from './vocabulary';

interface Word {
  pieces: number[];
  count: number;
}

/**
 * Learns a byte-pair vocabulary from captions: the most frequent pair of neighbouring pieces is merged, again and
 * again, until there are `size` pieces or no pair is seen twice. The same captions always give the same
 * vocabulary, as ties are broken by the order in which pairs came to be counted.
 */
export function learnVocabulary(captions: Iterable<string>, size: number): Vocabulary {
  const words = countWords(captions);
  const pairs = new PairCounts(words);
  const merges: [number, number][] = [];
  for (let piece = 258; piece < size; piece++) {
    const best = pairs.mostFrequent();
    if (!best) break;
    merges.push(best);
    pairs.merge(best, piece);
  }
  return new Vocabulary(merges);
}

function countWords(captions: Iterable<string>): Word[] {
  const counts = new Map<string, number>();
  for (const caption of captions) {
    for (const chunk of cutIntoChunks(caption).filter(fitsPiece)) counts.set(chunk, (counts.get(chunk) ?? 0) + 1);
  }
  return [...counts].map(([chunk, count]) => ({
    pieces: [...toByteString(chunk)].map((byte) => byte.charCodeAt(0) + 2),
    count,
  }));
}

/** How often each pair of neighbours occurs, kept up to date as pairs are merged. */
class PairCounts {
  private readonly counts = new Map<string, { count: number; words: Set<Word> }>();

  constructor(words: readonly Word[]) {
    for (const word of words) this.add(word, 1);
  }

  mostFrequent(): [number, number] | undefined {
    let best: string | undefined;
    let bestCount = 1;
    for (const [pair, { count }] of this.counts) {
      if (count > bestCount) [best, bestCount] = [pair, count];
    }
    if (best === undefined) return undefined;
    const [left, right] = best.split(' ').map(Number);
    return [left, right];
  }

  merge([left, right]: readonly [number, number], piece: number): void {
    const affected = this.counts.get(`${left} ${right}`)?.words ?? new Set<Word>();
    for (const word of [...affected]) {
      this.add(word, -1);
      const merged: number[] = [];
      for (let at = 0; at < word.pieces.length; at++) {
        const isPair = word.pieces[at] === left && word.pieces[at + 1] === right;
        merged.push(isPair ? piece : word.pieces[at]);
        if (isPair) at++;
      }
      word.pieces = merged;
      this.add(word, 1);
    }
  }

  private add(word: Word, sign: 1 | -1): void {
    for (let at = 0; at + 1 < word.pieces.length; at++) {
      const pair = `${word.pieces[at]} ${word.pieces[at + 1]}`;
      let entry = this.counts.get(pair);
      if (!entry) this.counts.set(pair, (entry = { count: 0, words: new Set() }));
      entry.count += sign * word.count;
      if (sign > 0) entry.words.add(word);
      else entry.words.delete(word);
      if (entry.count === 0) this.counts.delete(pair);
    }
  }
}
