import { grown } from './growingNumbers';
import { TextList } from './textList';

/**
 * Many names, each with a number, from 0 in the order in which they were added. It takes their bytes and some 20 more each, outside of
 * the heap.
 */
export class NameTable implements Iterable<string> {
  private readonly names = new TextList();
  private hashes = new Int32Array(1 << 8);
  /** By hash: numbers counted from 1; 0 where there is none. At least half of them are free. */
  private slots = new Int32Array(1 << 9);

  /** How many there are. */
  get size(): number {
    return this.names.length;
  }

  /** @returns its number, which it may have had before */
  add(name: string): number {
    const hash = hashOf(name);
    const slot = this.slotOf(name, hash);
    const found = this.slots[slot] - 1;
    if (found >= 0) return found;
    const number = this.names.push(name);
    this.slots[slot] = number + 1;
    this.hashes = grown(this.hashes, number + 1);
    this.hashes[number] = hash;
    if (this.size * 2 > this.slots.length) this.spread();
    return number;
  }

  /** @returns -1 where it is not there */
  numberOf(name: string): number {
    return this.size === 0 ? -1 : this.slots[this.slotOf(name, hashOf(name))] - 1;
  }

  has(name: string): boolean {
    return this.numberOf(name) >= 0;
  }

  /** @param number of a name that is there */
  nameAt(number: number): string {
    return this.names.at(number);
  }

  *[Symbol.iterator](): Generator<string> {
    for (let number = 0; number < this.size; number++) yield this.nameAt(number);
  }

  /** Whether a number is that of a name. */
  isNamed(number: number, name: string): boolean {
    return number < this.size && this.names.isAt(number, name);
  }

  /** The slot that has a name, or the free one that may have it. */
  private slotOf(name: string, hash: number): number {
    const { slots, hashes } = this;
    const last = slots.length - 1;
    for (let slot = hash & last; ; slot = (slot + 1) & last) {
      const number = slots[slot] - 1;
      if (number < 0 || (hashes[number] === hash && this.names.isAt(number, name))) return slot;
    }
  }

  private spread(): void {
    const slots = new Int32Array(this.slots.length * 2);
    const last = slots.length - 1;
    for (let number = 0; number < this.size; number++) {
      let slot = this.hashes[number] & last;
      while (slots[slot] > 0) slot = (slot + 1) & last;
      slots[slot] = number + 1;
    }
    this.slots = slots;
  }
}

const [firstHash, hashFactor] = [0x811c9dc5, 0x01000193];

/** A number of 32 bits in which every letter counts. */
export function hashOf(text: string): number {
  let hash = firstHash;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), hashFactor);
  return mixed(hash);
}

/** So that the last letters count in all digits. */
export function mixed(sum: number): number {
  let hash = Math.imul(sum ^ (sum >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return hash ^ (hash >>> 16);
}
