import { Buffer } from 'node:buffer';
import { grown } from './growingNumbers';

/**
 * Many names, each with a number, from 0 in the order in which they were added. It takes their bytes and some 16 more each, outside of
 * the heap: a set of a million texts takes several times as much, and the collector of garbage goes through it again and again.
 */
export class NameTable implements Iterable<string> {
  /** How many there are. */
  size = 0;
  private bytes = Buffer.allocUnsafe(1 << 12);
  /** Where each begins, twice, and one more if it takes two bytes a letter; then where the last ends. */
  private starts = new Uint32Array(1 << 8);
  /** By hash: numbers counted from 1; 0 where there is none. At least half of them are free. */
  private slots = new Int32Array(1 << 9);

  /** @returns its number, which it may have had before */
  add(name: string): number {
    const slot = this.slotOf(name);
    const found = this.slots[slot] - 1;
    if (found >= 0) return found;
    const number = this.size++;
    this.slots[slot] = number + 1;
    this.store(number, name);
    if (this.size * 2 > this.slots.length) this.spread();
    return number;
  }

  /** @returns -1 where it is not there */
  numberOf(name: string): number {
    return this.size === 0 ? -1 : this.slots[this.slotOf(name)] - 1;
  }

  has(name: string): boolean {
    return this.numberOf(name) >= 0;
  }

  /** @param number of a name that is there */
  nameAt(number: number): string {
    const start = this.starts[number];
    const [from, to] = [start >>> 1, this.starts[number + 1] >>> 1];
    return this.bytes.toString(start % 2 === 0 ? 'latin1' : 'utf16le', from, to);
  }

  *[Symbol.iterator](): Generator<string> {
    for (let number = 0; number < this.size; number++) yield this.nameAt(number);
  }

  /** Whether a number is that of a name. */
  isNamed(number: number, name: string): boolean {
    return number < this.size && this.isAt(number, name);
  }

  private store(number: number, name: string): void {
    const width = isNarrow(name) ? 1 : 2;
    const from = number === 0 ? 0 : this.starts[number] >>> 1;
    const to = from + name.length * width;
    if (to > this.bytes.length) this.bytes = Buffer.concat([this.bytes.subarray(0, from)], to * 2);
    if (width === 2) this.bytes.write(name, from, 'utf16le');
    else for (let at = 0; at < name.length; at++) this.bytes[from + at] = name.charCodeAt(at);
    this.starts = grown(this.starts, number + 2);
    this.starts[number] = from * 2 + width - 1;
    this.starts[number + 1] = to * 2;
  }

  /** The slot that has a name, or the free one that may have it. */
  private slotOf(name: string): number {
    const last = this.slots.length - 1;
    let slot = hashOf(name) & last;
    while (this.slots[slot] > 0 && !this.isAt(this.slots[slot] - 1, name)) slot = (slot + 1) & last;
    return slot;
  }

  /** Compared from the end: most names begin alike. */
  private isAt(number: number, name: string): boolean {
    const start = this.starts[number];
    const from = start >>> 1;
    const length = (this.starts[number + 1] >>> 1) - from;
    if (start % 2 === 1) return length === name.length * 2 && this.nameAt(number) === name;
    if (length !== name.length) return false;
    for (let at = length - 1; at >= 0; at--) if (this.bytes[from + at] !== name.charCodeAt(at)) return false;
    return true;
  }

  private hashAt(number: number): number {
    const [start, end] = [this.starts[number], this.starts[number + 1] >>> 1];
    if (start % 2 === 1) return hashOf(this.nameAt(number));
    let hash = firstHash;
    for (let at = start >>> 1; at < end; at++) hash = Math.imul(hash ^ this.bytes[at], hashFactor);
    return mixed(hash);
  }

  private spread(): void {
    this.slots = new Int32Array(this.slots.length * 2);
    const last = this.slots.length - 1;
    for (let number = 0; number < this.size; number++) {
      let slot = this.hashAt(number) & last;
      while (this.slots[slot] > 0) slot = (slot + 1) & last;
      this.slots[slot] = number + 1;
    }
  }
}

const [firstHash, hashFactor] = [0x811c9dc5, 0x01000193];

/** A number of 32 bits in which every letter counts. @param seed other seeds give other numbers */
export function hashOf(text: string, seed = firstHash): number {
  let hash = seed;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), hashFactor);
  return mixed(hash);
}

/** So that the last letters count in all digits. */
function mixed(sum: number): number {
  let hash = Math.imul(sum ^ (sum >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return hash ^ (hash >>> 16);
}

function isNarrow(name: string): boolean {
  for (let at = 0; at < name.length; at++) if (name.charCodeAt(at) > 0xff) return false;
  return true;
}
