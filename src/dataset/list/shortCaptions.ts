import { CaptionLengths } from '../text/captionLengths';
import { textOfDecided } from './decidedText';
import type { Entry } from './entry';

/** Which decided captions of a list are much shorter than the others, as they come, go and change. */
export class ShortCaptions {
  private readonly lengths = new CaptionLengths();
  /** For each number of words, how many captions of entries that have no other problem. */
  private readonly sound: number[] = [];
  /** The limit that {@link turned} told last. */
  private told = 0;

  /** An entry came, or is taken out as it was. */
  count(entry: Entry, by: 1 | -1): void {
    const words = wordsOf(entry);
    if (words === 0) return;
    this.lengths.add(words, by);
    if (!entry.hasProblem) this.sound[words] = (this.sound[words] ?? 0) + by;
  }

  has(entry: Entry): boolean {
    const words = wordsOf(entry);
    return words > 0 && words <= this.limit;
  }

  /** The most words that such a caption has; 0 where there is none. */
  get limit(): number {
    return this.lengths.tooShort;
  }

  /** How many there are whose entries have no other problem. */
  get problems(): number {
    return this.sound.slice(0, this.limit + 1).reduce((sum, count) => sum + count, 0);
  }

  /** The entries that have become too short beside the others, or are no more, since this was asked last. */
  turned(entries: Iterable<Entry>): Entry[] {
    const [from, to] = [this.told, this.limit].sort((one, other) => one - other);
    this.told = this.limit;
    if (from === to) return [];
    return [...entries].filter((entry) => wordsOf(entry) > from && wordsOf(entry) <= to);
  }
}

/** 0 for what has no decided caption. */
function wordsOf(entry: Entry): number {
  return textOfDecided(entry) === undefined ? 0 : (entry.line?.words ?? 0);
}
