import { firstPlace } from '../../dataset/collections/bisect';
import type { Vocabulary } from '../vocabulary/vocabulary';

interface IndexedPiece {
  piece: number;
  bytes: string;
}

/** Finds the pieces of a vocabulary that fit what was typed of a word, by their bytes. */
export class PieceIndex {
  private readonly sorted: IndexedPiece[];
  /** Different merges may spell the same bytes. */
  private readonly byBytes = new Map<string, number[]>();

  constructor(vocabulary: Vocabulary) {
    const all = Array.from({ length: vocabulary.size }, (_, piece) => ({ piece, bytes: vocabulary.bytesOf(piece) }));
    this.sorted = all.filter(({ bytes }) => bytes !== '');
    this.sorted.sort((one, other) => (one.bytes < other.bytes ? -1 : one.bytes > other.bytes ? 1 : 0));
    for (const { piece, bytes } of this.sorted) {
      const same = this.byBytes.get(bytes);
      if (same) same.push(piece);
      else this.byBytes.set(bytes, [piece]);
    }
  }

  /** The pieces that begin with these bytes, those that are just them included. */
  beginningWith(bytes: string): number[] {
    const pieces: number[] = [];
    for (let at = this.firstFrom(bytes); this.sorted[at]?.bytes.startsWith(bytes); at++) {
      pieces.push(this.sorted[at].piece);
    }
    return pieces;
  }

  /** The pieces that are the first `length` of these bytes. */
  spelling(bytes: string, length: number): readonly number[] {
    return this.byBytes.get(bytes.slice(0, length)) ?? [];
  }

  /** The place of the first piece that is not before these bytes. */
  private firstFrom(bytes: string): number {
    return firstPlace(0, this.sorted.length, (at) => this.sorted[at].bytes >= bytes);
  }
}

const indices = new WeakMap<Vocabulary, PieceIndex>();

/** The same for all images of a model. */
export function pieceIndexOf(vocabulary: Vocabulary): PieceIndex {
  let index = indices.get(vocabulary);
  if (!index) indices.set(vocabulary, (index = new PieceIndex(vocabulary)));
  return index;
}
