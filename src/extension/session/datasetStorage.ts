import { createHash } from 'node:crypto';
import path from 'node:path';
import { KeyCounts } from './keyCounts';

/** Where the extension keeps what it knows of datasets, outside of them. */
export class DatasetStorage {
  private readonly counts = new Map<string, KeyCounts>();

  /**
   * @param folder of the extension
   * @param onFailure is told why something could not be read or written; everything goes on without
   */
  constructor(
    private readonly folder: string,
    readonly onFailure: (error: unknown) => void,
  ) {}

  /** A place for one kind of things of one dataset. @param dataset its file on disk */
  placeFor(kind: string, dataset: string): string {
    return path.join(this.folder, kind, createHash('sha256').update(dataset).digest('hex').slice(0, 32));
  }

  /** What the decisions on a dataset took. @param dataset its file on disk */
  keyCounts(dataset: string): KeyCounts {
    const known = this.counts.get(dataset);
    if (known) return known;
    const counts = new KeyCounts(`${this.placeFor('keys', dataset)}.json`, this.onFailure);
    this.counts.set(dataset, counts);
    return counts;
  }

  /** Writes what is not written yet. */
  async dispose(): Promise<void> {
    await Promise.all(Array.from(this.counts.values(), (counts) => counts.flush()));
  }
}
