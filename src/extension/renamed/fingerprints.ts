import { stat } from 'node:fs/promises';
import path from 'node:path';
import type * as vscode from 'vscode';
import * as z from 'zod';
import { fingerprintOf } from '../../dataset/files/fingerprint';
import type { ImageGroup } from '../../dataset/list/entry';
import { KeptMap } from '../base/keptMap';
import type { CaptionDocument } from '../document/captionDocument';
import type { DatasetStorage } from '../session/datasetStorage';

/** As many as are known of one dataset; what was learnt first is forgotten. */
const mostImages = 200_000;

/** What is known of the bytes of a dataset's images, also of those that have vanished since. */
export class Fingerprints implements vscode.Disposable {
  private readonly kept: KeptMap<string>;
  private readonly waiting = new Set<ImageGroup>();
  private running: Promise<void> | undefined;
  private isDisposed = false;

  constructor(
    private readonly captions: CaptionDocument,
    storage: DatasetStorage,
  ) {
    const file = storage.placeFor('fingerprints.json', captions.file);
    this.kept = new KeptMap(file, z.string(), mostImages, storage.onFailure);
  }

  dispose(): void {
    this.isDisposed = true;
    void this.kept.flush();
  }

  /** Settles when what was kept can be asked for. */
  get opened(): Promise<void> {
    return this.kept.opened;
  }

  /** Of an image, as it was seen last. */
  get({ key }: ImageGroup): string | undefined {
    return this.kept.get(key);
  }

  /** Takes those of images that have none yet, one after another, beside whatever else is done. @returns once that is done */
  takeMissing(groups: Iterable<ImageGroup>): Promise<void> {
    for (const group of groups) this.waiting.add(group);
    this.running ??= this.takeWaiting().finally(() => (this.running = undefined));
    return this.running;
  }

  /** Takes it of an image that has just been read, or is another one now. */
  async take(group: ImageGroup): Promise<void> {
    const fingerprint = await fingerprintOf(this.pathOf(group));
    // What has vanished meanwhile is known as it was.
    if (fingerprint !== undefined) this.kept.set(group.key, fingerprint);
  }

  /** Of a new image, if it is as long as one of these at all. @param lengths in bytes */
  async amongLengths(lengths: ReadonlySet<number>, group: ImageGroup): Promise<string | undefined> {
    const file = this.pathOf(group);
    const size = await stat(file).then(
      (found) => found.size,
      () => undefined,
    );
    return size === undefined || !lengths.has(size) ? undefined : fingerprintOf(file);
  }

  private async takeWaiting(): Promise<void> {
    await this.opened;
    for (const group of this.waiting) {
      this.waiting.delete(group);
      if (this.isDisposed) return;
      if (this.get(group) === undefined) await this.take(group);
    }
  }

  private pathOf({ fileName }: ImageGroup): string {
    return path.join(this.captions.folder, fileName);
  }
}
