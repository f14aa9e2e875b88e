import { grown } from '../collections/growingNumbers';
import { mixed } from '../collections/nameTable';

/** The two halves of what is kept of a caption: what each begins with, and what a letter is multiplied by. */
const [firstLow, lowFactor] = [0x811c9dc5, 0x01000193];
const [firstHigh, highFactor] = [0x2f0b4c47, 0x5bd1e995];
/** Numbers that are kept of a caption: its image, and the halves. */
const width = 3;

/**
 * Which captions images have had. Of each caption 64 bits are kept, and compared with those of the same image alone, so that two that differ
 * are not taken for one in practice: some 24 bytes a caption outside of the heap, however long it is.
 */
export class SeenCaptions {
  private size = 0;
  private kept = new Int32Array(1 << 9);
  /** By hash: captions counted from 1; 0 where there is none. At least half of them are free. */
  private slots = new Int32Array(1 << 9);
  private captioned = new Uint8Array(1 << 8);

  /** Whether an image has had any. @param image its number */
  has(image: number): boolean {
    return this.captioned[image] === 1;
  }

  /** @returns whether it is a new one of this image */
  add(image: number, text: string): boolean {
    // Both in one go: most of an import is spent on letters.
    let [low, high] = [firstLow, firstHigh];
    for (let at = 0; at < text.length; at++) {
      const code = text.charCodeAt(at);
      low = Math.imul(low ^ code, lowFactor);
      high = Math.imul(high ^ code, highFactor);
    }
    const [one, other] = [mixed(low), mixed(high)];
    const slot = this.slotOf(image, one, other);
    if (this.slots[slot] > 0) return false;
    const at = this.size++ * width;
    this.kept = grown(this.kept, at + width);
    this.kept[at] = image;
    this.kept[at + 1] = one;
    this.kept[at + 2] = other;
    this.slots[slot] = this.size;
    this.captioned = grown(this.captioned, image + 1);
    this.captioned[image] = 1;
    if (this.size * 2 > this.slots.length) this.spread();
    return true;
  }

  /** The slot that has a caption, or the free one that may have it. */
  private slotOf(image: number, one: number, other: number): number {
    const last = this.slots.length - 1;
    for (let slot = (one ^ Math.imul(image, 0x9e3779b1)) & last; ; slot = (slot + 1) & last) {
      const at = (this.slots[slot] - 1) * width;
      if (at < 0) return slot;
      const { kept } = this;
      if (kept[at] === image && kept[at + 1] === one && kept[at + 2] === other) return slot;
    }
  }

  private spread(): void {
    const { kept } = this;
    this.slots = new Int32Array(this.slots.length * 2);
    for (let at = 0, number = 1; number <= this.size; number++, at += width)
      this.slots[this.slotOf(kept[at], kept[at + 1], kept[at + 2])] = number;
  }
}
