import { BestList } from './bestList';
import type { KnownWords } from '../ngrams/knownWords';
import { repeatingPieces } from './repeatingPieces';

/** One piece of a caption that is being written, linked to those before it. */
export interface SearchNode {
  piece: number;
  logProbability: number;
  /** Where the decoder looked when it chose this piece; empty without attention. */
  attention: Float32Array;
  before: SearchNode | undefined;
}

/** A caption that ends, or is cut. */
export interface Hypothesis {
  /** Without `<start>` and `<end>`. */
  nodes: SearchNode[];
  /** Of the pieces and `<end>`, in nats. */
  logProbability: number;
  /** Whether it is cut at the most pieces, and has no `<end>`. */
  isCut: boolean;
  /** `logProbability` over the number of pieces and `<end>`, to the power of the length penalty. */
  score: number;
}

export interface BeamOptions {
  width: number;
  /** Pieces at most; then a caption is cut. */
  maxPieces: number;
  /** 0 favours short captions, 1 takes the mean a piece. */
  lengthPenalty: number;
  endPiece: number;
  /** Where given, no three of these pieces in a row come twice in a caption: see `repeatingPieces`. */
  wordPieces?: ReadonlySet<number>;
  /** Where given, captions have no other words. */
  knownWords?: KnownWords;
  /** Where given, says of a caption so far with which pieces a word would come twice in a row: see `doublesWord`. */
  doubles?: (pieces: readonly number[]) => (piece: number) => boolean;
}

interface Beam {
  last: SearchNode | undefined;
  length: number;
  logProbability: number;
}

interface Continuation {
  beam: Beam;
  row: number;
  piece: number;
  /** Of the piece alone. */
  pieceLogProbability: number;
  /** Of the whole caption up to it. */
  logProbability: number;
}

/**
 * Beam search over one caption (Graves 2012), the network apart: it is told the log-probabilities of the next pieces
 * and says which captions to go on with. Ends once `width` captions have ended, or at `maxPieces`.
 */
export class BeamSearch {
  private beams: Beam[] = [{ last: undefined, length: 0, logProbability: 0 }];
  private readonly ended: Hypothesis[] = [];

  constructor(private readonly options: BeamOptions) {}

  /** How many captions are being written; rows beyond that are not looked at. */
  get active(): number {
    return this.done ? 0 : this.beams.length;
  }

  get done(): boolean {
    return this.beams.length === 0 || this.ended.length >= this.options.width;
  }

  /**
   * @param logProbabilities of the next piece for beam `row`
   * @param attention of the step for beam `row`
   * @returns for each caption that goes on: the row that it comes from, and its new piece
   */
  advance(
    logProbabilities: (row: number) => Float32Array,
    attention: (row: number) => Float32Array,
  ): { parent: number; piece: number }[] {
    const { width, maxPieces, endPiece } = this.options;
    const best = this.bestContinuations(logProbabilities, width);
    const going: { beam: Beam; parent: number; piece: number }[] = [];
    for (const { beam, row, piece, pieceLogProbability, logProbability } of best) {
      if (piece === endPiece) {
        this.end(beam, logProbability, false);
        continue;
      }
      const node = { piece, logProbability: pieceLogProbability, attention: attention(row), before: beam.last };
      going.push({ beam: { last: node, length: beam.length + 1, logProbability }, parent: row, piece });
    }
    this.beams = going.map(({ beam }) => beam);
    if (this.beams.some((beam) => beam.length >= maxPieces)) {
      if (this.ended.length === 0) this.beams.forEach((beam) => this.end(beam, beam.logProbability, true));
      this.beams = [];
    }
    return this.done ? [] : going.map(({ parent, piece }) => ({ parent, piece }));
  }

  /** The captions that ended, best first. */
  results(): Hypothesis[] {
    return this.ended.toSorted((one, other) => other.score - one.score).slice(0, this.options.width);
  }

  private bestContinuations(logProbabilities: (row: number) => Float32Array, count: number): Continuation[] {
    const best = new BestList<Continuation>(count);
    this.beams.forEach((beam, row) => {
      const mayFollow = this.rules(beam.last);
      const ofPieces = logProbabilities(row);
      // A function for each piece would take four times as long, at every step of every caption.
      for (let piece = 0; piece < ofPieces.length; piece++) {
        const logProbability = beam.logProbability + ofPieces[piece];
        if (!best.admits(logProbability) || !mayFollow(piece)) continue;
        best.add({ beam, row, piece, pieceLogProbability: ofPieces[piece], logProbability });
      }
    });
    return best.items;
  }

  private rules(last: SearchNode | undefined): (piece: number) => boolean {
    const { wordPieces, knownWords, doubles } = this.options;
    const pieces = nodesUpTo(last).map(({ piece }) => piece);
    const repeating = wordPieces && repeatingPieces(pieces, wordPieces);
    const isKnown = knownWords?.after(pieces);
    const isDouble = doubles?.(pieces);
    return (piece) => !repeating?.has(piece) && (isKnown?.(piece) ?? true) && !isDouble?.(piece);
  }

  private end(beam: Beam, logProbability: number, isCut: boolean): void {
    const nodes = nodesUpTo(beam.last);
    const length = isCut ? beam.length : beam.length + 1;
    this.ended.push({ nodes, logProbability, isCut, score: logProbability / length ** this.options.lengthPenalty });
  }
}

function nodesUpTo(last: SearchNode | undefined): SearchNode[] {
  const nodes: SearchNode[] = [];
  for (let node = last; node; node = node.before) nodes.push(node);
  return nodes.reverse();
}
