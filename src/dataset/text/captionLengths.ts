/** With fewer captions no quarter of them has five, and says little of the others. */
const fewestCaptions = 20;
/** How many times the middle half's width lengths may lie below it: Tukey's inner fence (Exploratory Data Analysis, 1977). */
const widths = 1.5;

/**
 * How long the captions of a dataset are, and which are much shorter than the others: at most half as long as the middle one, and
 * below Tukey's fence of the logarithms of all lengths. Where lengths vary widely, as those of lists of tags do, that fence is
 * below one word, and none is too short.
 */
export class CaptionLengths {
  private readonly counts: number[] = [];
  private total = 0;
  /** Nothing while it has to be found anew. */
  private known: number | undefined;

  /** A caption came or went. @param words how many it has, as `countWords` counts them */
  add(words: number, by: 1 | -1): void {
    while (this.counts.length <= words) this.counts.push(0);
    this.counts[words] += by;
    this.total += by;
    this.known = undefined;
  }

  /** The most words of a caption that is much shorter than the others; 0 where none is. */
  get tooShort(): number {
    return (this.known ??= this.find());
  }

  /** How many words the shortest and the longest caption of the middle half have. */
  get middleHalf(): { from: number; to: number } {
    return { from: this.quantile(1 / 4), to: this.quantile(3 / 4) };
  }

  private find(): number {
    if (this.total < fewestCaptions) return 0;
    const { from, to } = this.middleHalf;
    // A count of words stands for all lengths that are rounded to it.
    const [lower, upper] = [from - 1 / 2, to + 1 / 2];
    const fence = lower / (upper / lower) ** widths;
    return Math.max(0, Math.floor(Math.min(fence, this.quantile(1 / 2) / 2)));
  }

  /** The least length that this part of the captions does not go beyond. */
  private quantile(part: number): number {
    let left = this.total * part;
    return this.counts.findIndex((count) => (left -= count) <= 0);
  }
}
