import * as tf from '@tensorflow/tfjs-core';
import type { DecoderParameters } from '../../decoder/parameters';
import { isSpaceless } from '../../../dataset/text/words';
import { cutIntoChunks } from '../../vocabulary/bytes';
import { extendVocabulary, type NewPiece } from '../../vocabulary/extendVocabulary';
import { endPiece, fitsPiece, type Vocabulary } from '../../vocabulary/vocabulary';
import type { WordOrigin, WordOrigins } from './wordOrigin';

/**
 * A word gets a piece of its own if it was written so often; in a language that the model does not write, each does: few letters
 * of it have a piece, and what is spelled in bytes is easily spelled wrong.
 */
const leastTimes = 2;
/** At most so many words, the most frequent: each costs a row of the embedding. */
const mostWords = 1000;

/** A vocabulary and weights in which frequent new words are pieces. */
export interface Widened {
  vocabulary: Vocabulary;
  /** The caller disposes of them. */
  parameters: DecoderParameters;
  /** Those that begin with a capital or are new as a whole. */
  added: NewPiece[];
}

/**
 * Gives the words that people write, and that the model has to spell, pieces of their own. A new piece begins as a synonym of
 * what the model would say in its place ("hound" as "dog", "Two" as "two", "Hund" as "dog"), so that what the model knows of
 * these carries over, and a few captions are enough to tell them apart.
 * @param captions with one space between words
 */
export function widenForWords(
  parameters: DecoderParameters,
  vocabulary: Vocabulary,
  captions: readonly string[],
  origins: WordOrigins,
  sameLanguage: boolean,
): Widened {
  const words = newWords(captions, vocabulary, sameLanguage ? leastTimes : 1);
  const widened = extendVocabulary(vocabulary, words);
  const beginnings = widened.added.map((piece) => beginningOf(piece, vocabulary, origins));
  const unlikelier = sameLanguage
    ? new Map<number, number>()
    : unwritten(captions, widened.vocabulary, vocabulary.size);
  return {
    vocabulary: widened.vocabulary,
    parameters: cloneWithRows(parameters, beginnings, unlikelier),
    added: widened.added,
  };
}

/** Letters of a script that has a word in each come first: whatever is written with them can be spelled then. */
function newWords(captions: readonly string[], vocabulary: Vocabulary, times: number): string[] {
  const counts = new Map<string, number>();
  const letters = new Set<string>();
  for (const chunk of captions.flatMap(cutIntoChunks).filter(fitsPiece)) {
    if (!/^ ?\p{L}|\P{ASCII}/u.test(chunk)) continue;
    counts.set(chunk, (counts.get(chunk) ?? 0) + 1);
    if (isSpaceless(chunk)) for (const character of chunk.trimStart()) letters.add(character);
  }
  const frequent = [...counts]
    .filter(([word, count]) => count >= times && !letters.has(word))
    .sort(([one, count], [other, otherCount]) => otherCount - count || one.localeCompare(other))
    .slice(0, mostWords)
    .map(([word]) => word);
  return [...letters, ...frequent].filter((word) => vocabulary.encodeChunk(word).length > 1);
}

/**
 * The model's pieces that a new language has no use for, with what their bias loses: together they are as likely as what was not
 * seen yet, by the share of pieces that were seen once (Good 1953). The words of the new language took as much of what was
 * expected as they had.
 */
function unwritten(captions: readonly string[], widened: Vocabulary, old: number): Map<number, number> {
  const counts = new Map<number, number>();
  const pieces = captions.flatMap((caption) => widened.encode(caption));
  for (const piece of pieces) counts.set(piece, (counts.get(piece) ?? 0) + 1);
  const once = [...counts.values()].filter((count) => count === 1).length;
  const unseen = Math.max(1, once) / (pieces.length + 1);
  const lost = Math.max(0, Math.log((1 - unseen) / unseen));
  return new Map(
    Array.from({ length: old }, (_, piece) => piece).flatMap((piece) =>
      counts.has(piece) || piece <= endPiece ? [] : [[piece, lost] as const],
    ),
  );
}

interface Beginning extends WordOrigin {
  /** False for a piece that is only a step on the way to a word. */
  said: boolean;
}

function beginningOf({ word, last }: NewPiece, vocabulary: Vocabulary, origins: WordOrigins): Beginning {
  const asLast = { pieces: new Map([[last, 1]]), logShare: 0 };
  if (word === undefined) return { ...asLast, said: false };
  const small = word.toLowerCase();
  const plain = vocabulary.encodeChunk(small);
  if (word !== small && plain.length === 1) return { pieces: new Map([[plain[0], 1]]), logShare: 0, said: true };
  return { ...(origins.originOf(small.trimStart()) ?? asLast), said: true };
}

/** The weights with a row for each new piece. */
function cloneWithRows(
  parameters: DecoderParameters,
  beginnings: readonly Beginning[],
  unlikelier: ReadonlyMap<number, number>,
): DecoderParameters {
  const cloned = Object.fromEntries(Object.entries(parameters).map(([name, tensor]) => [name, tf.clone(tensor)]));
  if (beginnings.length === 0) return cloned;
  const { embedding, 'output/pieceBias': bias } = cloned;
  const rows = Array.from((embedding as tf.Tensor2D).arraySync());
  const biases = Array.from((bias as tf.Tensor1D).arraySync());
  // What is never said by itself gets a bias below all others.
  const never = Math.min(...biases) - 5;
  for (const { pieces, logShare, said } of beginnings) {
    const row = new Array<number>(embedding.shape[1] ?? 0).fill(0);
    let start = logShare;
    for (const [piece, weight] of pieces) {
      rows[piece].forEach((value, at) => (row[at] += weight * value));
      start += weight * biases[piece];
    }
    rows.push(row);
    biases.push(said ? start : never);
  }
  for (const [piece, lost] of unlikelier) biases[piece] -= lost;
  tf.dispose([embedding, bias]);
  return { ...cloned, embedding: tf.tensor2d(rows), 'output/pieceBias': tf.tensor1d(biases) };
}
