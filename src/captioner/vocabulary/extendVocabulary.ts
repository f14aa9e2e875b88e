import { Vocabulary } from './vocabulary';

/** A piece that a vocabulary got. */
export interface NewPiece {
  piece: number;
  /** The word that it writes; nothing for one that is only a step on the way to such a word. */
  word?: string;
  /** The last of the pieces that it is joined of. */
  last: number;
}

/**
 * Gives some words a piece of their own, so that each can be learned as a whole: "hound" instead of " h", "ound". All other
 * pieces keep their numbers.
 * @param words as chunks of captions, with the space before them if there is one
 */
export function extendVocabulary(
  vocabulary: Vocabulary,
  words: readonly string[],
): { vocabulary: Vocabulary; added: NewPiece[] } {
  const { merges } = vocabulary.toData();
  const added: NewPiece[] = [];
  let extended = vocabulary;
  for (const word of words) {
    const pieces = extended.encodeChunk(word);
    if (pieces.length < 2) continue;
    let joined = pieces[0];
    for (const last of pieces.slice(1)) {
      merges.push([joined, last]);
      joined = extended.size + merges.length - extended.toData().merges.length - 1;
      added.push({ piece: joined, last });
    }
    added[added.length - 1].word = word;
    extended = new Vocabulary([...merges]);
  }
  return { vocabulary: extended, added };
}
