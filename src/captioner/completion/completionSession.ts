import type * as tf from '@tensorflow/tfjs-core';
import type { CaptioningModel } from '../captioningModel';
import type { ImagesInMemory } from '../decoder/captionDecoder';
import { beginsWord, fromByteString, toByteString, withoutFirstSpace } from '../vocabulary/bytes';
import { endPiece, type Vocabulary } from '../vocabulary/vocabulary';
import { KnownWords } from '../ngrams/knownWords';
import { fromLikeliest } from '../beamSearch/fromLikeliest';
import { repeatingPieces } from '../beamSearch/repeatingPieces';
import { mostPieces } from '../beamSearch/beamSearch';
import { chooseByCharacter, type Option } from './chooseByCharacter';
import type { Completion, CompletionOptions } from './completion';
import type { Choice, Continuation } from './continuation';
import type { DecidedCaptions } from './decidedCaptions';
import { partAtLastWord, type PartedText } from './lastWord';
import { pieceIndexOf, type PieceIndex } from './pieceIndex';
import { NamedPieces } from './namedPieces';
import { findSpellings, take } from './spellings';
import { StepCache, type Step } from './stepCache';
import { WholeWords } from './wholeWords';

/** Next pieces that are compared by their characters; those less likely hardly count. */
const comparedPieces = 12;

/**
 * How much the end of a caption counts against going on: a tail too many is one action to take away, an end too early
 * two to go on from.
 */
const endWeight = 0.5;

/** Of the beginning of a word, in nats, where no spaces stand between words of each that is open; "labrad" has -15 to -17 on the samples, "zxq" -23 and less. */
const leastLikely = -20;

/** How what was typed can be read. */
interface Reading {
  /** Pieces that were forced upon the decoder. */
  forced: number;
  /** Of the word at the caret; nothing where nothing was typed at all. */
  typedBytes: number | undefined;
  /** How many words may be at the caret. */
  words: number;
  /** Of that word, best first. */
  spellings: Choice[];
  logProbability: number;
}

/**
 * Completes the caption of one image while it is typed. Complete words are forced upon the decoder; the last one may be
 * half typed. Whatever the decoder said once is kept, so that a further character costs a few steps only.
 */
export class CompletionSession {
  private readonly vocabulary: Vocabulary;
  private readonly names: NamedPieces;
  private readonly memory: ImagesInMemory;
  private readonly steps: StepCache;
  private readonly index: PieceIndex;
  private readonly wholeWords: WholeWords | undefined;
  private readonly mostPieces: number;

  /**
   * @param grid the image's annotation grid [1, locations, channels]; still the caller's
   * @param decided what is decided in the image's dataset, in the model's vocabulary; it may change
   */
  constructor(
    model: CaptioningModel,
    grid: tf.Tensor3D,
    private readonly decided?: DecidedCaptions,
  ) {
    const { decoder, vocabulary, ngrams, namer } = model;
    this.mostPieces = mostPieces(model);
    this.vocabulary = vocabulary;
    this.memory = decoder.remember(grid);
    this.names = new NamedPieces(vocabulary, namer?.lookAt(grid).at(0)?.names ?? []);
    this.steps = new StepCache(this.memory, ngrams, this.names, decided);
    this.index = pieceIndexOf(vocabulary);
    this.wholeWords =
      ngrams && new WholeWords(vocabulary, this.names, KnownWords.of(ngrams, vocabulary), () => decided?.words);
  }

  /**
   * @param typed the caption up to the caret; a space at its end says that the last word is complete
   * @returns ways to go on, all different, the best first; none if the caption is complete
   */
  complete(typed: string, { count = 1, maxPieces = this.mostPieces, instead }: CompletionOptions = {}): Completion[] {
    // Captions have one space between words and none before the first; what was typed need not.
    const tidied = typed.replace(/\s+/gu, ' ').trimStart();
    // A captioner that knows no capitals reads them as small letters; one that has learned some does not.
    const readings = [...new Set([tidied, tidied.toLowerCase()])].flatMap((text) => this.read(text));
    const { forced, typedBytes, words, spellings } = readings.reduce((best, next) =>
      next.logProbability > best.logProbability ? next : best,
    );
    const ways = this.lookBeyond(spellings, typedBytes, instead);
    if (ways.length === 0) return [];
    const first = chooseByCharacter(ways);
    // The word is like none that the captioner knows: whatever it would make of it is noise, but for what comes after it.
    if (spellings[0].logProbability < leastLikely * words && !beginsWord(this.toOption(first, typedBytes).bytes))
      return [];
    const others = ways.map(({ choice }) => choice).filter((choice) => choice !== first);
    others.sort((one, other) => other.logProbability - one.logProbability);
    const beginnings = [first, ...others].slice(0, count).filter(({ piece }) => piece !== endPiece);
    const written = this.write(beginnings, maxPieces - forced);
    return distinct(
      written.map(({ pieces, logProbability }) => ({
        // At the end of a caption that was cut there may be half a character.
        continuation: fromByteString(this.spell(pieces, typedBytes)).replace(/\uFFFD.*/su, ''),
        logProbability,
      })),
    );
  }

  /** The caption is decided, or was: tells it to the decided captions, and first how well they and the captioner expected it. */
  decide(key: string, caption: string): void {
    if (!this.decided) return;
    this.decided.set(key, undefined);
    const pieces = this.vocabulary.encode(caption.trim());
    let step = this.steps.start();
    const ofCaptioner = [...pieces, endPiece].map((piece) => {
      const expected = step.ofCaptioner;
      if (piece !== endPiece) [step] = this.steps.follow([{ step, piece }]);
      return expected;
    });
    this.decided.learnFrom(pieces, ofCaptioner);
    this.decided.set(key, caption);
  }

  dispose(): void {
    this.memory.dispose();
  }

  /**
   * The ways to go on as far as the first piece beyond the caret, so that they can be compared by what they would write
   * there: a spelling that ends at the caret says nothing yet of what follows it.
   */
  private lookBeyond(
    spellings: readonly Choice[],
    typedBytes: number | undefined,
    instead: string | undefined,
  ): Option[] {
    const isExact = ({ continuation, piece }: Choice): boolean =>
      this.spell([...continuation.pieces, piece], typedBytes) === '';
    const atCaret = take(this.steps, spellings.filter(isExact));
    const all = [
      ...spellings.filter((choice) => !isExact(choice)),
      ...atCaret.flatMap((continuation) => this.likeliestNext(continuation)),
    ];
    const choices = this.wholeWords?.knownOf(all) ?? all;
    const unwanted = toByteString(Array.from(instead ?? '').at(0) ?? '');
    return choices
      .map((choice) => this.toOption(choice, typedBytes))
      .filter(({ choice, bytes }) => {
        if (instead === undefined) return true;
        return instead === '' ? choice.piece !== endPiece : !bytes.startsWith(unwanted);
      });
  }

  private toOption(choice: Choice, typedBytes: number | undefined): Option {
    const bytes = this.spell([...choice.continuation.pieces, choice.piece], typedBytes);
    return { choice, bytes, weight: choice.piece === endPiece ? endWeight : 1 };
  }

  /** Forces complete words upon the decoder, and finds how the last one could be spelled. */
  private read(typed: string): Reading[] {
    const first = this.steps.start();
    if (typed === '') {
      const choices = this.likeliestNext({ step: first, pieces: [], logProbability: 0 });
      const { logProbability } = choices[0];
      return [{ forced: 0, typedBytes: undefined, words: 1, spellings: choices, logProbability }];
    }
    const named = this.names.partAtName(typed);
    return [partAtLastWord(typed), ...(named ? [named] : [])].map((parts) => this.readParts(first, parts));
  }

  private readParts(first: Step, { complete, open, words }: PartedText): Reading {
    const pieces = complete === '' ? [] : this.names.encode(complete);
    let step = first;
    let logProbability = 0;
    for (const piece of pieces) {
      logProbability += step.logProbabilities[piece];
      [step] = this.steps.follow([{ step, piece }]);
    }
    const spellings = findSpellings(this.steps, step, open, this.index, this.names, comparedPieces);
    return {
      forced: pieces.length,
      typedBytes: open.length,
      words,
      spellings,
      logProbability: logProbability + spellings[0].logProbability,
    };
  }

  /** Goes on to `<end>` with each beginning. */
  private write(beginnings: readonly Choice[], mostPieces: number): Continuation[] {
    const written: Continuation[] = [];
    let going = take(this.steps, beginnings).map((continuation, place) => ({ continuation, place }));
    while (going.length > 0) {
      const chosen = going.map(({ continuation }) => this.chooseNext(continuation));
      going.forEach(({ continuation, place }, at) => {
        const { piece, logProbability } = chosen[at];
        if (piece === endPiece) written[place] = { ...continuation, logProbability };
        else if (continuation.pieces.length >= mostPieces)
          written[place] = this.wholeWords?.upToWhole(continuation) ?? continuation;
      });
      const on = going.flatMap(({ place }, at) => (written[place] ? [] : [{ place, choice: chosen[at] }]));
      const continuations = take(
        this.steps,
        on.map(({ choice }) => choice),
      );
      going = on.map(({ place }, at) => ({ place, continuation: continuations[at] }));
    }
    return written;
  }

  private chooseNext(continuation: Continuation): Choice {
    const typedBytes = this.spell(continuation.pieces, 0).length;
    return chooseByCharacter(this.likeliestNext(continuation).map((choice) => this.toOption(choice, typedBytes)));
  }

  private likeliestNext(continuation: Continuation): Choice[] {
    const { wholePieces, wordPieces } = this.vocabulary;
    const repeating = repeatingPieces(continuation.step.pieces, wholePieces);
    const last = continuation.step.pieces.at(-1) ?? endPiece;
    // The name of a thing is a whole word, whatever stands in for it could be the beginning of.
    const mayFollow = (piece: number): boolean =>
      !this.names.isName(last) || piece === endPiece || this.names.isName(piece) || wordPieces.has(piece);
    const isWhole = this.wholeWords?.after(continuation.step.pieces);
    const likeliest: Choice[] = [];
    const worth = { said: continuation.step.logProbabilities, before: continuation.logProbability };
    for (const { piece, logProbability } of fromLikeliest(worth, -Infinity)) {
      if (likeliest.length === comparedPieces) break;
      if (!repeating.has(piece) && mayFollow(piece) && isWhole?.(piece) !== false)
        likeliest.push({ continuation, piece, logProbability });
    }
    return likeliest;
  }

  /** The bytes of pieces, without the first few, which were typed; where nothing was, without the space in front of a caption. */
  private spell(pieces: readonly number[], typedBytes: number | undefined): string {
    const bytes = pieces.map((piece) => this.names.bytesOf(piece)).join('');
    return typedBytes === undefined ? withoutFirstSpace(bytes) : bytes.slice(typedBytes);
  }
}

function distinct(completions: readonly Completion[]): Completion[] {
  const seen = new Set<string>();
  return completions.filter(
    ({ continuation }) => continuation.trim() !== '' && !seen.has(continuation) && seen.add(continuation),
  );
}
