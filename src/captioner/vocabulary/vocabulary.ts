import * as z from 'zod';
import { beginsWord, cutIntoChunks, fromByteString, toByteString, withoutFirstSpace } from './bytes';

/** `<start>` begins a caption, `<end>` stops it; then come the 256 bytes, then one piece for each merge. */
export const startPiece = 0;
export const endPiece = 1;
const firstBytePiece = 2;
const firstMergedPiece = firstBytePiece + 256;

/** Bytes that a piece may stand for: no word is longer. Each merge could double it otherwise, until no memory holds it. */
const longestPiece = 1024;

export const vocabularySchema = z.object({
  format: z.literal('showtell-vocabulary'),
  version: z.literal(1),
  /** Pairs of piece numbers, in the order in which they are merged. */
  merges: z.array(z.tuple([z.int().nonnegative(), z.int().nonnegative()])).max(100_000),
});
export type VocabularyData = z.infer<typeof vocabularySchema>;

/**
 * Byte-pair encoding (Sennrich, Haddow and Birch 2016) over UTF-8 bytes, so any text in any script can be written and
 * read back without loss and there is no unknown word.
 */
export class Vocabulary {
  /** The bytes of each piece; empty for `<start>` and `<end>`. */
  private readonly pieceBytes: string[] = ['', ''];
  private readonly mergeRanks = new Map<number, number>();
  private beginners: ReadonlySet<number> | undefined;
  private wholes: ReadonlySet<number> | undefined;
  /** The bytes of each piece, the letters of ASCII in lower case. */
  private smallLetters: readonly string[] | undefined;
  private readonly encodedChunks = new Map<string, readonly number[]>();

  /** @throws Error if a merge names a piece that does not exist yet, or makes one that is too long. */
  constructor(private readonly merges: readonly (readonly [number, number])[]) {
    for (let byte = 0; byte < 256; byte++) this.pieceBytes.push(String.fromCharCode(byte));
    merges.forEach(([left, right], rank) => {
      const known = this.pieceBytes.length;
      if (left < firstBytePiece || right < firstBytePiece || left >= known || right >= known) {
        throw new Error(
          `Merge ${rank} of the vocabulary joins pieces ${left} and ${right}, but it may name only 2 to ${known - 1}.`,
        );
      }
      const bytes = this.pieceBytes[left] + this.pieceBytes[right];
      if (bytes.length > longestPiece)
        throw new Error(`Merge ${rank} of the vocabulary makes a piece of more than ${longestPiece} bytes.`);
      this.pieceBytes.push(bytes);
      this.mergeRanks.set(pairKey(left, right), rank);
    });
  }

  static fromData(data: VocabularyData): Vocabulary {
    return new Vocabulary(data.merges);
  }

  toData(): VocabularyData {
    return { format: 'showtell-vocabulary', version: 1, merges: this.merges.map(([left, right]) => [left, right]) };
  }

  get size(): number {
    return this.pieceBytes.length;
  }

  /** The pieces of a caption, without `<start>` and `<end>`. */
  encode(caption: string): number[] {
    return cutIntoChunks(caption).flatMap((chunk) => this.encodeChunk(chunk));
  }

  /** @param chunk of a caption, as `cutIntoChunks` cuts it: a word with the space before it, if there is one */
  encodeChunk(chunk: string): readonly number[] {
    const cached = this.encodedChunks.get(chunk);
    if (cached) return cached;
    const pieces = [...toByteString(chunk)].map((byte) => byte.charCodeAt(0) + firstBytePiece);
    for (;;) {
      let bestRank = Infinity;
      let bestAt = -1;
      for (let at = 0; at + 1 < pieces.length; at++) {
        const rank = this.mergeRanks.get(pairKey(pieces[at], pieces[at + 1]));
        if (rank !== undefined && rank < bestRank) [bestRank, bestAt] = [rank, at];
      }
      if (bestAt < 0) break;
      pieces.splice(bestAt, 2, firstMergedPiece + bestRank);
    }
    if (this.encodedChunks.size < 50_000) this.encodedChunks.set(chunk, pieces);
    return pieces;
  }

  /** The caption of pieces; `<start>` and `<end>` count for nothing. */
  decode(pieces: readonly number[]): string {
    return withoutFirstSpace(this.decodeWithLeadingSpace(pieces));
  }

  /**
   * The words of a caption with the pieces that each is made of. A word begins where a piece begins with a space, or with a word
   * of a script that puts none between words, and takes what follows of it (its ending, a comma).
   */
  groupIntoWords(pieces: readonly number[]): { text: string; pieces: number[] }[] {
    const begins = this.wordBeginnings(pieces);
    const groups: number[][] = [];
    pieces.forEach((_, index) => {
      const before = groups.at(-1);
      const afterSpace = before?.every((at) => this.pieceBytes[pieces[at]] === ' ') ?? false;
      if (!before || (begins.has(index) && !afterSpace)) groups.push([index]);
      else before.push(index);
    });
    return groups.map((indices) => ({
      text: this.decodeWithLeadingSpace(indices.map((index) => pieces[index])).trim(),
      pieces: indices,
    }));
  }

  /** The pieces that begin a word; most of them are one. */
  get wordPieces(): ReadonlySet<number> {
    this.beginners ??= new Set(this.pieceBytes.flatMap((bytes, piece) => (beginsWord(bytes) ? [piece] : [])));
    return this.beginners;
  }

  /** The pieces that begin a word, and the signs between words. */
  get wholePieces(): ReadonlySet<number> {
    const isSign = (piece: number): boolean => /^[,.;:!?]$/.test(this.pieceBytes[piece]);
    this.wholes ??= new Set([...this.wordPieces, ...[...this.pieceBytes.keys()].filter(isSign)]);
    return this.wholes;
  }

  /** Places of pieces that a word begins with, whether it has a piece of its own or is spelled byte by byte. */
  private wordBeginnings(pieces: readonly number[]): Set<number> {
    const chunks = cutIntoChunks(this.decode(pieces)).map(toByteString);
    const starts = new Set<number>();
    let length = 0;
    for (const chunk of chunks) {
      if (beginsWord(chunk)) starts.add(length);
      length += chunk.length;
    }
    const beginnings = new Set<number>();
    let at = 0;
    pieces.forEach((piece, index) => {
      const bytes = this.pieceBytes[piece] ?? '';
      if (bytes !== '' && (starts.has(at) || bytes.startsWith(' '))) beginnings.add(index);
      at += bytes.length;
    });
    return beginnings;
  }

  /** The bytes of a piece, one character (U+0000 to U+00FF) a byte; "" for `<start>` and `<end>`. */
  bytesOf(piece: number): string {
    return this.pieceBytes[piece] ?? '';
  }

  /** The bytes of a word's pieces without the space before it, the letters of ASCII in lower case. */
  spell(pieces: readonly number[]): string {
    const small = (this.smallLetters ??= this.pieceBytes.map(inSmallLetters));
    let bytes = '';
    for (const piece of pieces) bytes += small[piece] ?? '';
    return bytes.trimStart();
  }

  private decodeWithLeadingSpace(pieces: readonly number[]): string {
    return fromByteString(pieces.map((piece) => this.pieceBytes[piece] ?? '').join(''));
  }
}

function inSmallLetters(bytes: string): string {
  return bytes.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
}

/** Whether a chunk of a caption is short enough to be a piece. */
export function fitsPiece(chunk: string): boolean {
  return Buffer.byteLength(chunk) <= longestPiece;
}

function pairKey(left: number, right: number): number {
  return left * 1_048_576 + right;
}
