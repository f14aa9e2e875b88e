import { stat } from 'node:fs/promises';
import path from 'node:path';
import { hashOfFile } from '../fileHash';
import type { ImageContent } from './importedCaption';

/** Finds the images of a folder by what their files hold. No file is opened before the first is looked for. */
export class ImageContents {
  private bySize: Promise<ReadonlyMap<number, readonly string[]>> | undefined;
  private readonly hashes = new Map<string, Promise<string>>();

  /** @param names of the images, relative to the folder */
  constructor(
    private readonly folder: string,
    private readonly names: Iterable<string>,
  ) {}

  /** @returns the images that hold the same, byte for byte */
  async find({ size, hash }: ImageContent): Promise<string[]> {
    this.bySize ??= this.sizes();
    const found: string[] = [];
    for (const name of (await this.bySize).get(size) ?? []) if ((await this.hashOf(name)) === hash) found.push(name);
    return found;
  }

  private async sizes(): Promise<ReadonlyMap<number, readonly string[]>> {
    const bySize = new Map<number, string[]>();
    for (const name of this.names) {
      // One that went away meanwhile is nobody's image.
      const stats = await stat(path.join(this.folder, name)).catch(() => undefined);
      if (stats) bySize.set(stats.size, [...(bySize.get(stats.size) ?? []), name]);
    }
    return bySize;
  }

  private hashOf(name: string): Promise<string> {
    const known = this.hashes.get(name) ?? hashOfFile(path.join(this.folder, name));
    this.hashes.set(name, known);
    return known;
  }
}
