import { isDone, type Entry } from './entry';
import { ShortCaptions } from './shortCaptions';
import { emptyCounts, type StateCounts } from './stateCounts';

/** How many images are listed, and of how many nothing is left to do: one caption is decided, or they are left out. */
export interface ImageCounts {
  total: number;
  decided: number;
}

/** Counts entries, and the images that they are captions of, as they come, go and change. */
export class EntryTally {
  private readonly counted = emptyCounts();
  readonly short = new ShortCaptions();
  readonly images: ImageCounts = { total: 0, decided: 0 };

  get states(): StateCounts {
    return { ...this.counted, problem: this.counted.problem + this.short.problems };
  }

  /** An entry came, or is taken out; what changes is taken out as it was and added as it is. */
  count(entry: Entry, by: 1 | -1): void {
    const { group, state, hasProblem } = entry;
    this.counted[state] += by;
    if (hasProblem) this.counted.problem += by;
    this.short.count(entry, by);
    if (!group) return;
    const { counted } = group;
    const before = { ...counted };
    counted.entries += by;
    if (isDone(entry)) counted.done += by;
    this.images.total += Math.sign(counted.entries) - Math.sign(before.entries);
    this.images.decided += Math.sign(counted.done) - Math.sign(before.done);
  }
}
