import { Buffer } from 'node:buffer';
import { grown } from './growingNumbers';

/**
 * Many texts in their order, outside of the heap: their bytes, and four more each. A list of a million takes several times as much, and the
 * collector of garbage goes through it again and again.
 */
export class TextList {
  /** How many there are. */
  length = 0;
  private bytes = Buffer.allocUnsafe(1 << 12);
  /** Where each begins, twice, and one more if it takes two bytes a letter; then where the last ends. */
  private starts = new Uint32Array(1 << 8);

  /** @returns its number, counted from 0 */
  push(text: string): number {
    const number = this.length++;
    this.starts = grown(this.starts, number + 2);
    const from = this.starts[number] >>> 1;
    const isNarrow = this.writeNarrow(text, from);
    if (!isNarrow) this.roomFor(from, text.length * 2).write(text, from, 'utf16le');
    this.starts[number] = from * 2 + (isNarrow ? 0 : 1);
    this.starts[number + 1] = (from + text.length * (isNarrow ? 1 : 2)) * 2;
    return number;
  }

  /** @param number of a text that is there */
  at(number: number): string {
    const start = this.starts[number];
    const [from, to] = [start >>> 1, this.starts[number + 1] >>> 1];
    return this.bytes.toString(start % 2 === 0 ? 'latin1' : 'utf16le', from, to);
  }

  /** Whether this text has that number. Compared from the end: most names begin alike. */
  isAt(number: number, text: string): boolean {
    const { bytes } = this;
    const start = this.starts[number];
    const from = start >>> 1;
    const length = (this.starts[number + 1] >>> 1) - from;
    if (start % 2 === 1) return length === text.length * 2 && this.at(number) === text;
    if (length !== text.length) return false;
    for (let at = length - 1; at >= 0; at--) if (bytes[from + at] !== text.charCodeAt(at)) return false;
    return true;
  }

  /** Writes a text with a byte a letter. @returns whether it has only such letters */
  private writeNarrow(text: string, from: number): boolean {
    const bytes = this.roomFor(from, text.length);
    for (let at = 0; at < text.length; at++) {
      const code = text.charCodeAt(at);
      if (code > 0xff) return false;
      bytes[from + at] = code;
    }
    return true;
  }

  private roomFor(from: number, length: number): Buffer {
    if (from + length > this.bytes.length) {
      const longer = Buffer.allocUnsafe((from + length) * 2);
      this.bytes.copy(longer, 0, 0, from);
      this.bytes = longer;
    }
    return this.bytes;
  }
}
