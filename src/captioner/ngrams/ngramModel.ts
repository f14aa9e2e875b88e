import { endPiece, startPiece } from '../vocabulary/vocabulary';
import { type Range, rangeOf } from './rangeOf';

/** Pieces before the one that comes that are looked at. */
export const contextLength = 3;

/** A caption's pieces, without `<start>` and `<end>`, and how often it counts. */
export interface CountedCaption {
  pieces: readonly number[];
  times: number;
}

/**
 * N-grams of full length, a row each and no two alike, in ascending order of their columns: the piece before, the one before
 * that and so on, the piece that follows. So the rows with the same end of their context lie together, whatever its length.
 */
export interface NgramRows {
  /** By how far back; [rows] each. */
  before: Uint32Array[];
  /** [rows] */
  next: Uint32Array;
  /** How often it was seen [rows]. */
  count: Uint32Array;
}

/**
 * How captions go on whatever the image shows: n-grams of pieces, a longer context being trusted over a shorter one the more,
 * the more often it was seen and the fewer different pieces followed it (interpolated Witten-Bell smoothing; Chen and Goodman
 * 1999, section 2.6). A decoder that was trained to please a metric has forgotten many of the ways in which people go on; beside
 * it this knows them still.
 */
export class NgramModel {
  /** Without a context it is the same each time, and the longest to compute. */
  private withoutContext: Float32Array = new Float32Array();
  private alone: Float64Array | undefined;
  /** When each piece was last found to follow others, in times that somebody looked. */
  private seen: Uint32Array | undefined;
  private timesLooked = 0;

  constructor(readonly rows: NgramRows) {}

  /** What captions tell, and what is known already. */
  static ofCaptions(captions: Iterable<CountedCaption>, known?: NgramModel): NgramModel {
    const counts = new Map<string, number>();
    if (known) {
      const { before, next, count } = known.rows;
      next.forEach((piece, row) => counts.set([...before.map((column) => column[row]), piece].join(' '), count[row]));
    }
    for (const { pieces, times } of captions) {
      const all = [...beginning, ...pieces, endPiece];
      for (let at = contextLength; at < all.length; at++) {
        const key = [...all.slice(at - contextLength, at).reverse(), all[at]].join(' ');
        counts.set(key, (counts.get(key) ?? 0) + times);
      }
    }
    return new NgramModel(sortedRows(counts));
  }

  /**
   * How likely each piece comes next.
   * @param before the pieces so far, those far back may be missing; `<start>` stands before the first
   * @returns [vocabulary], which sums to 1; not to be changed
   */
  probabilities(before: readonly number[], vocabulary: number): Float32Array {
    const all = { first: 0, end: this.rows.next.length };
    if (this.withoutContext.length !== vocabulary) {
      this.withoutContext = this.refine(new Float32Array(vocabulary).fill(1 / vocabulary), all);
    }
    let probabilities = this.withoutContext;
    let range = all;
    for (let back = 1; back <= contextLength; back++) {
      range = rangeOf(this.rows.before[back - 1], before.at(-back) ?? startPiece, range);
      if (range.first === range.end) break;
      probabilities = this.refine(probabilities, range);
    }
    return probabilities;
  }

  /** How many captions it was made of. */
  get captions(): number {
    return this.timesSeen([endPiece]);
  }

  /**
   * How often some pieces were seen in a row; `<end>` may be the last.
   * @param pieces at least one, and at most `contextLength` and one
   */
  timesSeen(pieces: readonly number[]): number {
    const { next, count } = this.rows;
    const last = pieces[pieces.length - 1];
    if (pieces.length === 1) return this.timesSeenAlone[last] ?? 0;
    const { first, end } = this.rowsAfter(pieces.slice(0, -1));
    let times = 0;
    for (let row = first; row < end; row++) if (next[row] === last) times += count[row];
    return times;
  }

  /**
   * The pieces that were seen after others, each once.
   * @param before at most `contextLength`
   */
  following(before: readonly number[]): number[] {
    const { first, end } = this.rowsAfter(before);
    const { next } = this.rows;
    const seen = (this.seen ??= new Uint32Array(this.timesSeenAlone.length));
    const time = ++this.timesLooked;
    const found: number[] = [];
    // Not by a set: all words of a model are looked for before its first caption.
    for (let row = first; row < end; row++) {
      const piece = next[row];
      if (seen[piece] === time) continue;
      seen[piece] = time;
      found.push(piece);
    }
    return found;
  }

  private rowsAfter(before: readonly number[]): Range {
    let range = { first: 0, end: this.rows.next.length };
    before.toReversed().forEach((piece, back) => (range = rangeOf(this.rows.before[back], piece, range)));
    return range;
  }

  /** [the largest piece + 1] */
  private get timesSeenAlone(): Float64Array {
    if (this.alone) return this.alone;
    const { next, count } = this.rows;
    const times = new Float64Array(next.reduce((most, piece) => Math.max(most, piece), 0) + 1);
    next.forEach((piece, row) => (times[piece] += count[row]));
    return (this.alone = times);
  }

  /** What the rows of a context say, and as far as they are few, what a shorter context says. */
  private refine(shorter: Float32Array, { first, end }: { first: number; end: number }): Float32Array {
    const { next, count } = this.rows;
    const refined = new Float32Array(shorter.length);
    let kinds = 0;
    let total = 0;
    for (let row = first; row < end; row++) {
      if (refined[next[row]] === 0) kinds++;
      refined[next[row]] += count[row];
      total += count[row];
    }
    const sum = Math.max(1, total + kinds);
    const kept = total === 0 ? 1 : kinds / sum;
    return refined.map((times, piece) => times / sum + kept * shorter[piece]);
  }
}

const beginning: readonly number[] = new Array<number>(contextLength).fill(startPiece);

function sortedRows(counts: ReadonlyMap<string, number>): NgramRows {
  const rows = Array.from(counts, ([key, count]) => [...key.split(' ').map(Number), count]).sort(compareRows);
  const column = (at: number): Uint32Array => Uint32Array.from(rows, (row) => row[at]);
  return {
    before: Array.from({ length: contextLength }, (_, at) => column(at)),
    next: column(contextLength),
    count: column(contextLength + 1),
  };
}

function compareRows(one: readonly number[], other: readonly number[]): number {
  const differing = one.findIndex((value, at) => value !== other[at]);
  return differing === -1 ? 0 : one[differing] - other[differing];
}
