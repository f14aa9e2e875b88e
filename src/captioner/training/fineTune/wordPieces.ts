import * as tf from '@tensorflow/tfjs-core';
import type { DecoderParameters } from '../../decoder/parameters';
import { extendVocabulary, type NewPiece } from '../../vocabulary/extendVocabulary';
import type { Vocabulary } from '../../vocabulary/vocabulary';
import type { WordFlow } from './wordFlow';

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
 * what the model expected where the word stands ("hound" as "dog", "Two" as "two"), so that what the model knows of these
 * carries over, and a few captions are enough to tell them apart.
 */
export function widenForWords(
  parameters: DecoderParameters,
  vocabulary: Vocabulary,
  flow: WordFlow,
  captions: readonly string[],
  sameLanguage: boolean,
): Widened {
  const counts = new Map<string, number>();
  for (const word of captions.flatMap((caption) => caption.match(/(?<![^\s])\p{L}[\p{L}\p{M}]*/gu) ?? []))
    counts.set(word, (counts.get(word) ?? 0) + 1);
  const words = [...counts]
    .filter(([word, times]) => times >= (sameLanguage ? leastTimes : 1) && vocabulary.encode(word).length > 1)
    .sort(([one, times], [other, otherTimes]) => otherTimes - times || one.localeCompare(other))
    .slice(0, mostWords)
    .map(([word]) => word);
  const widened = extendVocabulary(vocabulary, words);
  const origins = widened.added.map((piece) => originOf(piece, vocabulary, flow));
  return {
    vocabulary: widened.vocabulary,
    parameters: { ...cloneWithRows(parameters, origins) },
    added: widened.added,
  };
}

/** The pieces of the old vocabulary that a new one begins as, with their weights, which sum to 1. */
type Origin = { pieces: Map<number, number>; said: boolean };

function originOf({ word, last }: NewPiece, vocabulary: Vocabulary, flow: WordFlow): Origin {
  if (word === undefined) return { pieces: new Map([[last, 1]]), said: false };
  const plain = vocabulary.encode(word.toLowerCase());
  if (word !== word.toLowerCase() && plain.length === 1) return { pieces: new Map([[plain[0], 1]]), said: true };
  const expected = flow.expectedFor(word.toLowerCase()).slice(0, 5);
  const sum = expected.reduce((total, { probability }) => total + probability, 0);
  if (sum === 0) return { pieces: new Map([[last, 1]]), said: true };
  return { pieces: new Map(expected.map(({ piece, probability }) => [piece, probability / sum])), said: true };
}

/** The weights with a row for each new piece. */
function cloneWithRows(parameters: DecoderParameters, origins: readonly Origin[]): DecoderParameters {
  const cloned = Object.fromEntries(Object.entries(parameters).map(([name, tensor]) => [name, tf.clone(tensor)]));
  if (origins.length === 0) return cloned;
  const { embedding, 'output/pieceBias': bias } = cloned;
  const rows = Array.from((embedding as tf.Tensor2D).arraySync());
  const biases = Array.from((bias as tf.Tensor1D).arraySync());
  // What is never said by itself gets a bias below all others.
  const never = Math.min(...biases) - 5;
  for (const { pieces, said } of origins) {
    const row = new Array<number>(embedding.shape[1] ?? 0).fill(0);
    let start = 0;
    for (const [piece, weight] of pieces) {
      rows[piece].forEach((value, at) => (row[at] += weight * value));
      start += weight * biases[piece];
    }
    rows.push(row);
    biases.push(said ? start : never);
  }
  tf.dispose([embedding, bias]);
  return { ...cloned, embedding: tf.tensor2d(rows), 'output/pieceBias': tf.tensor1d(biases) };
}
