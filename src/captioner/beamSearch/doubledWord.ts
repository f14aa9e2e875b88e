import { contextLength, type NgramModel } from '../ngrams/ngramModel';
import type { Vocabulary } from '../vocabulary/vocabulary';

/**
 * The next pieces with which a word would come twice in a row, as in "ein Hund Hund", where the captions that the n-grams were
 * counted in have no such thing ("very very").
 * @param pieces the caption so far
 * @returns says of a piece whether it would
 */
export function doublesWord(
  pieces: readonly number[],
  vocabulary: Vocabulary,
  ngrams: NgramModel,
): (piece: number) => boolean {
  const { wordPieces } = vocabulary;
  const last = pieces.findLastIndex((piece) => wordPieces.has(piece));
  if (last < 0) return () => false;
  const before = pieces.findLastIndex((piece, at) => at < last && wordPieces.has(piece));
  const spell = (from: number, to: number, piece?: number): string =>
    vocabulary.spell(piece === undefined ? pieces.slice(from, to) : [...pieces.slice(from, to), piece]);
  const whole = spell(last, pieces.length);
  const previous = before < 0 ? undefined : spell(before, last);
  return (piece) => {
    const begins = wordPieces.has(piece);
    const doubles = begins ? spell(0, 0, piece) === whole : spell(last, pieces.length, piece) === previous;
    if (!doubles) return false;
    const length = begins ? 1 : pieces.length - last + 1;
    return !ngrams.following(pieces.slice(-Math.min(length, contextLength))).includes(piece);
  };
}
