import { grown } from '../growingNumbers';
import { hashOf } from '../nameTable';
import { NumberGroups } from '../numberGroups';

/** Seeds of the two halves of what is kept of a caption. */
const [low, high] = [0x811c9dc5, 0x2f0b4c47];

/**
 * Which captions images have had. Of each caption 64 bits are kept, and compared with those of the same image alone, so that two that differ
 * are never taken for one in practice: 16 bytes a caption, however long it is.
 */
export class SeenCaptions {
  private readonly captions = new NumberGroups();
  private halves = new Int32Array(1 << 9);

  /** Whether an image has had any. @param image its number */
  has(image: number): boolean {
    return this.captions.has(image);
  }

  /** @returns whether it is a new one of this image */
  add(image: number, text: string): boolean {
    const [one, other] = [hashOf(text, low), hashOf(text, high)];
    if (this.captions.has(image)) {
      const isThere = (at: number): boolean => this.halves[at * 2] === one && this.halves[at * 2 + 1] === other;
      if (this.captions.of(image).some(isThere)) return false;
    }
    const at = this.captions.add(image);
    this.halves = grown(this.halves, at * 2 + 2);
    this.halves[at * 2] = one;
    this.halves[at * 2 + 1] = other;
    return true;
  }
}
