import * as tf from '@tensorflow/tfjs-core';
import type { Decoder } from '../decoder/decoder';
import type { DecoderMemory } from '../decoder/memory';
import { cutIntoChunks, fromByteString, toByteString } from '../vocabulary/bytes';
import { endPiece, type Vocabulary } from '../vocabulary/vocabulary';
import { keepBest, type Choice, type Draft } from './draft';
import { PieceIndex } from './pieceIndex';
import { findSpellings, take } from './spellings';
import { StepCache } from './stepCache';

export interface CompletionOptions {
  /** Continuations followed at a time, and the most that are proposed; 1 is greedy. */
  beam: number;
  /** Pieces at most, those that were typed included. */
  maxPieces: number;
  /** As in `BeamOptions`. */
  lengthPenalty: number;
  /** Nothing is proposed if what was typed of the last word is less likely than this, in nats. */
  leastFit: number;
}

export const defaultCompletion: CompletionOptions = {
  beam: 1,
  maxPieces: 40,
  lengthPenalty: 0.8,
  leastFit: -Infinity,
};

/** How what was typed could go on. */
export interface Completion {
  /** What follows the caret; never empty. */
  continuation: string;
  /** Of the word at the caret and all that follows, in nats. */
  logProbability: number;
}

/**
 * Completes the caption of one image while it is typed. Complete words are forced upon the decoder; the last one may be
 * half typed. Whatever the decoder said once is kept, so that a further character costs a few steps only.
 */
export class CompletionSession {
  private readonly memory: DecoderMemory;
  private readonly steps: StepCache;
  private readonly index: PieceIndex;

  /** @param grid the image's annotation grid [1, locations, channels]; still the caller's */
  constructor(
    decoder: Decoder,
    private readonly vocabulary: Vocabulary,
    grid: tf.Tensor3D,
    private readonly options: CompletionOptions = defaultCompletion,
  ) {
    this.memory = decoder.remember(grid);
    this.steps = new StepCache(decoder, this.memory);
    this.index = pieceIndexOf(vocabulary);
  }

  /**
   * @param typed the caption up to the caret; a space at its end says that the last word is complete
   * @returns the likeliest ways to go on, best first, all different; none if the caption is complete
   */
  complete(typed: string): Completion[] {
    const { beam, maxPieces, leastFit } = this.options;
    // Captions have one space between words and none before the first; what was typed need not.
    const chunks = cutIntoChunks(typed.replace(/\s+/gu, ' ').trimStart());
    const lastBytes = toByteString(chunks.pop() ?? '');
    let step = this.steps.start();
    const forced = chunks.length > 0 ? this.vocabulary.encode(chunks.join('').slice(1)) : [];
    for (const piece of forced) [step] = this.steps.follow([{ step, piece }]);
    const spellings = findSpellings(this.steps, step, lastBytes, this.index, beam);
    if (spellings[0].logProbability < leastFit) return [];
    return this.distinct(this.write(spellings, maxPieces - forced.length), lastBytes.length);
  }

  dispose(): void {
    tf.dispose(this.memory);
  }

  /** Goes on to `<end>` by beam search. */
  private write(spellings: readonly Choice[], mostPieces: number): Draft[] {
    const { beam } = this.options;
    const ended: Draft[] = [];
    let drafts = take(this.steps, spellings);
    while (drafts.length > 0 && ended.length < beam) {
      const best: Choice[] = [];
      for (const draft of drafts) {
        draft.step.logProbabilities.forEach((logProbability, piece) =>
          keepBest(best, { draft, piece, logProbability: draft.logProbability + logProbability }, beam),
        );
      }
      const going: Choice[] = [];
      for (const choice of best) {
        if (choice.piece !== endPiece && choice.draft.pieces.length < mostPieces) going.push(choice);
        else ended.push({ ...choice.draft, logProbability: choice.logProbability });
      }
      drafts = ended.length < beam ? take(this.steps, going) : [];
    }
    return ended.toSorted((one, other) => this.score(other) - this.score(one));
  }

  /** The log-probability over the number of pieces and `<end>` to the power of the length penalty. */
  private score({ pieces, logProbability }: Draft): number {
    return logProbability / (pieces.length + 1) ** this.options.lengthPenalty;
  }

  private distinct(drafts: readonly Draft[], typedBytes: number): Completion[] {
    const completions = new Map<string, Completion>();
    for (const { pieces, logProbability } of drafts) {
      const bytes = pieces.map((piece) => this.vocabulary.bytesOf(piece)).join('');
      // Half a character at the end of a caption that was cut.
      const continuation = fromByteString(bytes.slice(typedBytes)).replace(/\uFFFD.*/su, '');
      if (continuation.trim() !== '' && !completions.has(continuation))
        completions.set(continuation, { continuation, logProbability });
    }
    return [...completions.values()];
  }
}

const indices = new WeakMap<Vocabulary, PieceIndex>();

/** The same for all images of a model. */
function pieceIndexOf(vocabulary: Vocabulary): PieceIndex {
  let index = indices.get(vocabulary);
  if (!index) indices.set(vocabulary, (index = new PieceIndex(vocabulary)));
  return index;
}
