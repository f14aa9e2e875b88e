import * as tf from '@tensorflow/tfjs-core';
import { layOutCaptions } from '../../decoder/captionBatch';
import type { Decoder } from '../../decoder/decoder';
import { probabilitiesAt } from '../../decoder/teacherForcing';
import type { Vocabulary } from '../../vocabulary/vocabulary';
import { applyStyle, type CaptionStyle, type ImageCaptions } from '../captionedImage';
import type { ProjectedGridSource } from '../projectedGrids';
import { longestCaption } from '../settings';
import type { WordOrigin, WordOrigins } from './wordOrigin';

const captionsAtATime = 16;
/** Probabilities below this say nothing about which word is meant. */
const leastProbability = 0.01;
/** A new word begins as a mixture of so many at most. */
const mostOrigins = 5;

/**
 * Which words people wrote where the model expected which: for each piece that begins a word, how much of its probability fell
 * on places where people wrote which word. Where people say "hound", most of what flows there comes from "dog".
 */
export class WordFlow implements WordOrigins {
  /** By the piece that was expected, then by the word that stands there, in lower case. */
  private readonly flows = new Map<number, Map<string, number>>();
  /** How often people wrote each word. */
  readonly counts = new Map<string, number>();

  /**
   * By caption: how much more of what people wrote was expected of their image than of another one; together, whether the model
   * knows what is in such images.
   */
  readonly seen: number[] = [];
  /** As `flows`, where the captions were read beside other images: what their words alone make expected. */
  private readonly blind = new Map<number, Map<string, number>>();

  add(expected: number, word: string, probability: number): void {
    addTo(this.flows, expected, word, probability);
  }

  addBlind(expected: number, word: string, probability: number): void {
    addTo(this.blind, expected, word, probability);
  }

  /** How much of what a piece was expected where a word stands is for the image, and not for the words around it. */
  seenFor(piece: number, word: string): number {
    return (this.flows.get(piece)?.get(word) ?? 0) - (this.blind.get(piece)?.get(word) ?? 0);
  }

  /** The pieces that were expected where people wrote a word, the likeliest first, with their mean probability there. */
  expectedFor(word: string): { piece: number; probability: number }[] {
    const times = this.counts.get(word) ?? 0;
    return [...this.flows]
      .flatMap(([piece, flow]) => ({ piece, probability: (flow.get(word) ?? 0) / Math.max(1, times) }))
      .filter(({ probability }) => probability >= leastProbability)
      .sort((one, other) => other.probability - one.probability);
  }

  /** What people wrote where a piece was expected, the most first, and how often it was expected in all. */
  writtenFor(piece: number): { expected: number; words: { word: string; share: number }[] } {
    const flow = this.flows.get(piece) ?? new Map<string, number>();
    const expected = [...flow.values()].reduce((sum, one) => sum + one, 0);
    const words = [...flow].map(([word, amount]) => ({ word, share: amount / expected }));
    return { expected, words: words.sort((one, other) => other.share - one.share) };
  }

  /** A word that is new begins as a synonym of what was expected where it stands. */
  originOf(word: string): WordOrigin | undefined {
    const expected = this.expectedFor(word).slice(0, mostOrigins);
    const sum = expected.reduce((total, { probability }) => total + probability, 0);
    if (sum === 0) return undefined;
    return { pieces: new Map(expected.map(({ piece, probability }) => [piece, probability / sum])), logShare: 0 };
  }

  get pieces(): number[] {
    return [...this.flows.keys()];
  }
}

export interface WordFlowOptions {
  decoder: Decoder;
  vocabulary: Vocabulary;
  grids: ProjectedGridSource;
  /** What people wrote of which images. */
  images: readonly ImageCaptions[];
  /** The style that the model writes in, and is used to read. */
  style: CaptionStyle;
  betweenSteps?: () => Promise<void>;
  signal?: AbortSignal;
}

/** Of a word that people wrote, and of all pieces that begin one. */
type Expectation = (piece: number) => number;

/**
 * Lets the model read people's captions, in the style that it knows, and looks at what it expected: beside their image, and
 * beside another of these images, which tells what it expected for the words alone.
 * @throws the signal's reason if it is aborted
 */
export async function measureWordFlow(options: WordFlowOptions): Promise<WordFlow> {
  const { decoder, vocabulary, grids, images, style } = options;
  const flow = new WordFlow();
  const texts = images.flatMap(({ image, captions }, at) => {
    const other = images[(at + Math.ceil(images.length / 2)) % images.length].image;
    return captions.map((text) => ({ image, other, pieces: vocabulary.encode(applyStyle(text, style)) }));
  });
  for (let first = 0; first < texts.length; first += captionsAtATime) {
    await options.betweenSteps?.();
    options.signal?.throwIfAborted();
    const some = texts.slice(first, first + captionsAtATime);
    const layout = layOutCaptions(
      some.map(({ pieces }) => [pieces]),
      longestCaption,
    );
    const places = some.flatMap(({ pieces }, row) =>
      vocabulary
        .groupIntoWords(pieces)
        .filter((word) => word.pieces[0] < layout.lengths[row])
        .map((word) => ({ row, step: word.pieces[0], word: withoutSigns(word.text), piece: pieces[word.pieces[0]] })),
    );
    const at = Int32Array.from(places, ({ row, step }) => step * some.length + row);
    const read = async (seenImages: readonly number[]): Promise<(place: number) => Expectation> => {
      const seen = await grids.look(seenImages);
      const probabilities = probabilitiesAt(decoder.parameters, decoder.shape, { ...layout, ...seen }, at);
      const values = probabilities.dataSync();
      tf.dispose([seen, probabilities]);
      return (place) => (piece) => values[place * vocabulary.size + piece];
    };
    const beside = await read(some.map(({ image }) => image));
    const blind = await read(some.map(({ other }) => other));
    const seen = some.map(() => 0);
    places.forEach(({ row, word, piece: begun }, place) => {
      flow.counts.set(word, (flow.counts.get(word) ?? 0) + 1);
      // Of a longer word the first piece tells nothing: "adidas" begins as "a" does.
      if (vocabulary.decode([begun]) === word) seen[row] += beside(place)(begun) - blind(place)(begun);
      for (const piece of vocabulary.wordPieces) {
        if (beside(place)(piece) >= leastProbability) flow.add(piece, word, beside(place)(piece));
        if (blind(place)(piece) >= leastProbability) flow.addBlind(piece, word, blind(place)(piece));
      }
    });
    flow.seen.push(...seen);
  }
  return flow;
}

function addTo(flows: Map<number, Map<string, number>>, expected: number, word: string, probability: number): void {
  const flow = flows.get(expected) ?? new Map<string, number>();
  flow.set(word, (flow.get(word) ?? 0) + probability);
  flows.set(expected, flow);
}

function withoutSigns(word: string): string {
  return word.toLowerCase().replace(/[^\p{L}\p{M}\p{N}]+$/u, '');
}
