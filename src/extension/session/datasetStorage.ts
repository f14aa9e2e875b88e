import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { KeyCounts } from './keyCounts';

/** What is kept of a dataset: each a file or a folder of its own. */
const kinds = ['keys.json', 'fingerprints.json', 'replacements'] as const;
export type StoredKind = (typeof kinds)[number];

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

  /** The place of one kind of things of one dataset. @param dataset its file on disk */
  placeFor(kind: StoredKind, dataset: string): string {
    const { name, ext } = path.parse(kind);
    return path.join(this.folder, name, createHash('sha256').update(dataset).digest('hex').slice(0, 32)) + ext;
  }

  /** A dataset is another file now: what is kept of it goes along. @throws the error of the file system */
  async follow(from: string, to: string): Promise<void> {
    await this.counts.get(from)?.flush();
    for (const kind of kinds) {
      const [old, now] = [from, to].map((dataset) => this.placeFor(kind, dataset));
      if (!existsSync(old)) continue;
      await rm(now, { recursive: true, force: true });
      await rename(old, now);
    }
    for (const dataset of [from, to]) this.counts.delete(dataset);
  }

  /** What the decisions on a dataset took. @param dataset its file on disk */
  keyCounts(dataset: string): KeyCounts {
    const known = this.counts.get(dataset);
    if (known) return known;
    const counts = new KeyCounts(this.placeFor('keys.json', dataset), this.onFailure);
    this.counts.set(dataset, counts);
    return counts;
  }

  /** Writes what is not written yet. */
  async dispose(): Promise<void> {
    await Promise.all(Array.from(this.counts.values(), (counts) => counts.flush()));
  }
}
