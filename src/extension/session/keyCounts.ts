import * as z from 'zod';
import { imageKey } from '../../dataset/images/fileName';
import { isDecided, type Row } from '../../dataset/rows/row';
import { KeptMap } from '../base/keptMap';

/** Beyond these, what was counted first is forgotten. */
const mostDecisions = 200_000;

/**
 * How many keys and clicks each decision on a dataset took, kept outside of it: its rows have no place for them. A decision is known
 * by its image and the time that its row has, so that what changes the row in any other way has no count, and undo brings it back.
 */
export class KeyCounts {
  private readonly counts: KeptMap<number>;

  /**
   * @param file where they are kept
   * @param onFailure is told why something could not be read or written; everything goes on without
   */
  constructor(file: string, onFailure: (error: unknown) => void) {
    this.counts = new KeptMap(file, z.number(), mostDecisions, onFailure);
  }

  /** Settles when what was kept can be asked for. */
  get opened(): Promise<void> {
    return this.counts.opened;
  }

  /** Nothing where nobody has counted. */
  of(row: Row): number | undefined {
    return this.counts.get(name(row.fileName, row.updated));
  }

  /**
   * Counts a decision that is about to be written.
   * @param before the row so far: where its caption was decided already, what that took is a part of it, and unknown if it is not known
   * @param keys that were pressed since then; nothing where they were not counted
   */
  decided(fileName: string, before: Row | undefined, now: Date, keys: number | undefined): void {
    const isNew = !before || before.text.trim() === '' || before.status === 'suggested';
    const earlier = isNew ? 0 : isDecided(before) ? this.of(before) : undefined;
    if (keys !== undefined && earlier !== undefined) this.counts.set(name(fileName, now.toISOString()), earlier + keys);
  }

  /** Writes what is not written yet. */
  flush(): Promise<void> {
    return this.counts.flush();
  }
}

function name(fileName: string, updated: string): string {
  return `${imageKey(fileName)} ${updated}`;
}
