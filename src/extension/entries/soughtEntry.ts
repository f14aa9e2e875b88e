import type { DatasetIndex, IndexChange } from '../../dataset/list/datasetIndex';
import { isDone, type Entry } from '../../dataset/list/entry';
import type { EntryView } from '../../dataset/list/entryView';

/** Where an editor begins, while that is not listed yet: at the entry of a key, or at the first one that is open. */
export class SoughtEntry {
  private sought: { key: string | undefined } | undefined;

  constructor(
    private readonly view: EntryView,
    private readonly index: DatasetIndex,
  ) {}

  /** @param key of an entry; without it, the first that waits for a decision is sought */
  seek(key: string | undefined): void {
    this.sought = { key };
  }

  get isSeeking(): boolean {
    return this.sought !== undefined;
  }

  /** What is sought by its key, if that is listed already. */
  get entry(): Entry | undefined {
    return this.sought?.key === undefined ? undefined : this.index.findAgain(this.sought.key);
  }

  /** Nothing is sought any more. */
  end(): void {
    this.sought = undefined;
  }

  /**
   * The place of what is sought, after which nothing is; -1 if it is not listed yet, or nothing is sought.
   * @param change what came since it was looked for last
   */
  find(change?: IndexChange): number {
    if (!this.sought) return -1;
    const { key } = this.sought;
    const place = key === undefined ? this.firstOpen(change) : this.placeOf(key);
    if (place >= 0) this.end();
    return place;
  }

  /** The place of what is sought now that all is listed: what is still not there will not come. */
  findAtLast(): number {
    if (this.sought?.key !== undefined && this.placeOf(this.sought.key) < 0) this.seek(undefined);
    const place = this.find();
    this.end();
    return place;
  }

  /** All are looked through only when one has come that is open: with each portion that is listed, it would take long. */
  private firstOpen(change: IndexChange | undefined): number {
    if (change && ![...change.added, ...change.changed].some((entry) => entry.group && !isDone(entry))) return -1;
    return this.view.nextOpen(-1);
  }

  private placeOf(key: string): number {
    return this.view.placeOf(this.index.findAgain(key));
  }
}
