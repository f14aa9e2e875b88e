import { articleFor } from '../objects/articles';
import type { ObjectName } from '../objects/objectNamer';
import { fromByteString, toByteString } from '../vocabulary/bytes';
import type { Vocabulary } from '../vocabulary/vocabulary';
import type { PartedText } from './lastWord';

/**
 * The names of what is seen in an image as pieces of their own, behind those of the vocabulary: the decoder is told the piece that
 * stands in for each.
 */
export class NamedPieces {
  private readonly bytes: readonly string[];
  private readonly articles: Readonly<Record<'a' | 'an', number | undefined>>;

  constructor(
    private readonly vocabulary: Vocabulary,
    private readonly names: readonly ObjectName[],
  ) {
    this.bytes = names.map(({ text }) => toByteString(` ${text}`));
    const pieceOf = (word: string): number | undefined => vocabulary.encodeChunk(` ${word}`).at(0);
    this.articles = { a: pieceOf('a'), an: pieceOf('an') };
  }

  /** The piece that the decoder is told: the same where it is none of these. */
  standInOf(piece: number): number {
    return this.isName(piece) ? this.names[piece - this.vocabulary.size].standIn : piece;
  }

  isName(piece: number): boolean {
    return piece >= this.vocabulary.size;
  }

  /** As `Vocabulary.bytesOf`. */
  bytesOf(piece: number): string {
    return this.isName(piece) ? this.bytes[piece - this.vocabulary.size] : this.vocabulary.bytesOf(piece);
  }

  /** The names that begin with these bytes. */
  beginningWith(bytes: string): number[] {
    return this.bytes.flatMap((name, at) => (name.startsWith(bytes) ? [this.vocabulary.size + at] : []));
  }

  /** The pieces of words, with a name where one of these stands whole. */
  encode(words: string): number[] {
    const byName = new Map(this.names.map(({ text }, at) => [` ${text}`, this.vocabulary.size + at]));
    const names = [...byName.keys()].sort((one, other) => other.length - one.length);
    const pieces: number[] = [];
    let rest = ` ${words}`;
    let plain = '';
    while (rest !== '') {
      const name = names.find((one) => rest.startsWith(one) && /^(?: |$)/.test(rest.slice(one.length)));
      const at = rest.indexOf(' ', 1);
      const next = name ?? (at < 0 ? rest : rest.slice(0, at));
      if (name === undefined) plain += next;
      else {
        pieces.push(...this.encodePlain(plain), byName.get(name) ?? 0);
        plain = '';
      }
      rest = rest.slice(next.length);
    }
    return [...pieces, ...this.encodePlain(plain)];
  }

  /** What was typed, parted where the name of several words begins that is not whole yet; nothing where there is none. */
  partAtName(typed: string): PartedText | undefined {
    const bytes = toByteString(` ${typed}`);
    for (const name of this.bytes) {
      for (let length = name.length - 1; length > name.indexOf(' ', 1) && length > 1; length--) {
        if (!name.includes(' ', 1) || !bytes.endsWith(name.slice(0, length))) continue;
        const complete = bytes.slice(0, -length);
        return { complete: fromByteString(complete).slice(1), open: name.slice(0, length), words: 1 };
      }
    }
    return undefined;
  }

  private encodePlain(words: string): number[] {
    return words === '' ? [] : this.vocabulary.encode(words.slice(1));
  }

  /**
   * @param before the pieces so far
   * @param logProbabilities of each next piece of the vocabulary, in nats
   * @returns the same with the names behind, those that were said already left out
   */
  extend(before: readonly number[], logProbabilities: Float32Array): Float32Array {
    if (this.names.length === 0) return logProbabilities;
    const { size } = this.vocabulary;
    const said = new Set(before.flatMap((piece) => (this.isName(piece) ? [this.names[piece - size].object] : [])));
    const own = this.names.map((name) =>
      said.has(name.object) ? -Infinity : this.expected(name, before, logProbabilities),
    );
    const total = Math.log(1 + own.reduce((sum, value) => sum + Math.exp(value), 0));
    const extended = new Float32Array(logProbabilities.length + own.length);
    extended.set(logProbabilities);
    extended.set(own, logProbabilities.length);
    return extended.map((value) => value - total);
  }

  /** Behind an article only what goes with it: what stands in for it may need the other one. */
  private expected(name: ObjectName, before: readonly number[], logProbabilities: Float32Array): number {
    const { a, an } = this.articles;
    const last = before.at(-1);
    const article = articleFor(name.text);
    if (last === an && article === 'an') return Math.log(name.probability);
    if ((last === a && article === 'an') || (last === an && article === 'a')) return -Infinity;
    return logProbabilities[name.standIn] + name.push;
  }
}
