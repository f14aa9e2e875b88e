import type { CaptionState, ImagesInMemory } from '../decoder/captionDecoder';
import { joinRows } from '../decoder/writingMemory';
import type { NgramModel } from '../ngrams/ngramModel';
import { startPiece } from '../vocabulary/vocabulary';
import type { DecidedCaptions } from './decidedCaptions';
import type { NamedPieces } from './namedPieces';

/** What is said after some pieces, and where it goes on from there. */
export class Step {
  /** By the next piece. */
  readonly following = new Map<number, Step>();
  private mixed: { version: number; logProbabilities: Float32Array } | undefined;

  /**
   * @param pieces all so far, this one included; `<start>` is the first, and names are among them
   * @param ofCaptioner what the captioner says of each next piece, in nats [vocabulary]
   * @param hidden the state of the LSTM [H], as the cell's is
   */
  constructor(
    readonly pieces: readonly number[],
    readonly ofCaptioner: Float32Array,
    readonly hidden: Float32Array,
    readonly cell: Float32Array,
    private readonly names?: NamedPieces,
    private readonly decided?: DecidedCaptions,
  ) {}

  /** Of each next piece, with what is decided in the dataset by now, and the names behind, in nats [vocabulary + names]. */
  get logProbabilities(): Float32Array {
    const { decided, names } = this;
    const version = decided?.version ?? 0;
    if (this.mixed?.version !== version) {
      const mixed = decided?.mix(this.pieces, this.ofCaptioner) ?? this.ofCaptioner;
      this.mixed = { version, logProbabilities: names?.extend(this.pieces, mixed) ?? mixed };
    }
    return this.mixed.logProbabilities;
  }
}

/** About 15 kB a step, twice that where captions were decided: 60 MB at most. */
const mostSteps = 2_000;

/**
 * How much the n-grams count beside the decoder: of 0.1, 0.2, 0.3 and 0.4 what took the fewest actions on the first 300 images of
 * the validation split, though all were near.
 */
const ngramWeight = 0.3;

/**
 * The decoder's steps for one image, each made once: what was forced or proposed before is there when another character
 * is typed.
 */
export class StepCache {
  private first: Step | undefined;
  private steps = 0;

  /** @param memory of one image; the caller disposes of it, once this cache is not used any more */
  constructor(
    private readonly memory: ImagesInMemory,
    private readonly ngrams?: NgramModel,
    private readonly names?: NamedPieces,
    private readonly decided?: DecidedCaptions,
  ) {}

  /** What is said at the beginning of a caption. Forgets the steps when there are too many. */
  start(): Step {
    if (!this.first || this.steps > mostSteps) {
      this.steps = 0;
      [this.first] = this.compute(this.memory.start(1), [[startPiece]]);
    }
    return this.first;
  }

  /** Goes on from some steps with a piece each, those that are not known yet together. */
  follow(wanted: readonly { step: Step; piece: number }[]): Step[] {
    const unknown = wanted.filter(({ step, piece }) => !step.following.has(piece));
    if (unknown.length > 0) {
      const before = {
        hidden: joinRows(unknown.map(({ step }) => step.hidden)),
        cell: joinRows(unknown.map(({ step }) => step.cell)),
        said: unknown.map(({ step }) => step.pieces.map((piece) => this.told(piece))),
      };
      const made = this.compute(
        before,
        unknown.map(({ step, piece }) => [...step.pieces, piece]),
      );
      unknown.forEach(({ step, piece }, row) => step.following.set(piece, made[row]));
    }
    return wanted.flatMap(({ step, piece }) => step.following.get(piece) ?? []);
  }

  /** @param pieces of each row, the newest behind */
  private compute(before: CaptionState, pieces: readonly (readonly number[])[]): Step[] {
    const newest = Int32Array.from(pieces, (row) => this.told(row[row.length - 1]));
    const { logProbabilities, state } = this.memory.next(before, newest);
    const rows = pieces.length;
    const row = (values: Float32Array, at: number): Float32Array =>
      values.slice((at * values.length) / rows, ((at + 1) * values.length) / rows);
    this.steps += rows;
    return Array.from(
      { length: rows },
      (_, at) =>
        new Step(
          pieces[at],
          this.withNgrams(row(logProbabilities, at), pieces[at]),
          row(state.hidden, at),
          row(state.cell, at),
          this.names,
          this.decided,
        ),
    );
  }

  private told(piece: number): number {
    return this.names?.standInOf(piece) ?? piece;
  }

  /** What the decoder and the n-grams say together: the mean of their probabilities, weighted (Jelinek and Mercer 1980). */
  private withNgrams(logProbabilities: Float32Array, before: readonly number[]): Float32Array {
    if (!this.ngrams) return logProbabilities;
    const told = before.map((piece) => this.told(piece));
    const probabilities = this.ngrams.probabilities(told, logProbabilities.length);
    return logProbabilities.map((value, piece) =>
      Math.log((1 - ngramWeight) * Math.exp(value) + ngramWeight * probabilities[piece]),
    );
  }
}
