import { createHash } from 'node:crypto';
import path from 'node:path';

/** Where the extension keeps what it knows of datasets, outside of them. */
export class DatasetStorage {
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
}
