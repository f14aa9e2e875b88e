import * as tf from '@tensorflow/tfjs-core';
import type { Decoder } from '../decoder/decoder';
import type { DecoderMemory } from '../decoder/memory';
import { cutIntoChunks, fromByteString, toByteString } from '../vocabulary/bytes';
import { endPiece, type Vocabulary } from '../vocabulary/vocabulary';
import { BestList } from '../search/bestList';
import { defaultSearch } from '../search/searchCaptions';
import { chooseByCharacter } from './chooseByCharacter';
import type { Choice, Draft } from './draft';
import { PieceIndex } from './pieceIndex';
import { findSpellings, take } from './spellings';
import { StepCache } from './stepCache';

export interface CompletionOptions {
  /** Continuations at most: the first is the one to show, the others begin with other pieces. */
  count?: number;
  /** Pieces at most, those that were typed included. */
  maxPieces?: number;
}

/** Next pieces that are compared by their characters; those less likely hardly count. */
const comparedPieces = 12;

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
  ) {
    this.memory = decoder.remember(grid);
    this.steps = new StepCache(decoder, this.memory);
    this.index = pieceIndexOf(vocabulary);
  }

  /**
   * @param typed the caption up to the caret; a space at its end says that the last word is complete
   * @returns ways to go on, all different, the best first; none if the caption is complete
   */
  complete(typed: string, { count = 1, maxPieces = defaultSearch.maxPieces }: CompletionOptions = {}): Completion[] {
    // Captions have one space between words and none before the first; what was typed need not.
    const chunks = cutIntoChunks(typed.replace(/\s+/gu, ' ').trimStart());
    const lastWord = toByteString(chunks.pop() ?? '');
    let step = this.steps.start();
    const forced = chunks.length > 0 ? this.vocabulary.encode(chunks.join('').slice(1)) : [];
    for (const piece of forced) [step] = this.steps.follow([{ step, piece }]);

    const spellings = findSpellings(this.steps, step, lastWord, this.index, Math.max(count, comparedPieces));
    const first = chooseByCharacter(
      spellings.map((choice) => ({
        choice,
        bytes: this.spell([...choice.draft.pieces, choice.piece], lastWord.length),
      })),
    );
    const beginnings = [first, ...spellings.filter((choice) => choice !== first)].slice(0, count);
    const written = this.write(beginnings, maxPieces - forced.length);
    return distinct(
      written.map(({ pieces, logProbability }) => ({
        // At the end of a caption that was cut there may be half a character.
        continuation: fromByteString(this.spell(pieces, lastWord.length)).replace(/\uFFFD.*/su, ''),
        logProbability,
      })),
    );
  }

  dispose(): void {
    tf.dispose(this.memory);
  }

  /** Goes on to `<end>` with each beginning. */
  private write(beginnings: readonly Choice[], mostPieces: number): Draft[] {
    const written: Draft[] = [];
    let going = take(this.steps, beginnings).map((draft, place) => ({ draft, place }));
    while (going.length > 0) {
      const chosen = going.map(({ draft }) => this.chooseNext(draft));
      going.forEach(({ draft, place }, at) => {
        const { piece, logProbability } = chosen[at];
        if (piece === endPiece) written[place] = { ...draft, logProbability };
        else if (draft.pieces.length >= mostPieces) written[place] = draft;
      });
      const on = going.flatMap(({ place }, at) => (written[place] ? [] : [{ place, choice: chosen[at] }]));
      const drafts = take(
        this.steps,
        on.map(({ choice }) => choice),
      );
      going = on.map(({ place }, at) => ({ place, draft: drafts[at] }));
    }
    return written;
  }

  private chooseNext(draft: Draft): Choice {
    const likeliest = new BestList<Choice>(comparedPieces);
    draft.step.logProbabilities.forEach((pieceLogProbability, piece) => {
      const logProbability = draft.logProbability + pieceLogProbability;
      if (likeliest.admits(logProbability)) likeliest.add({ draft, piece, logProbability });
    });
    return chooseByCharacter(
      likeliest.items.map((choice) => ({ choice, bytes: this.vocabulary.bytesOf(choice.piece) })),
    );
  }

  /** The bytes of pieces, without the first few, which were typed. */
  private spell(pieces: readonly number[], typedBytes: number): string {
    return pieces
      .map((piece) => this.vocabulary.bytesOf(piece))
      .join('')
      .slice(typedBytes);
  }
}

function distinct(completions: readonly Completion[]): Completion[] {
  const seen = new Set<string>();
  return completions.filter(
    ({ continuation }) => continuation.trim() !== '' && !seen.has(continuation) && seen.add(continuation),
  );
}

const indices = new WeakMap<Vocabulary, PieceIndex>();

/** The same for all images of a model. */
function pieceIndexOf(vocabulary: Vocabulary): PieceIndex {
  let index = indices.get(vocabulary);
  if (!index) indices.set(vocabulary, (index = new PieceIndex(vocabulary)));
  return index;
}
