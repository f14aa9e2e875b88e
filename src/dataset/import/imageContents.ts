import { stat } from 'node:fs/promises';
import path from 'node:path';
import { hashOfFile } from '../files/fileHash';
import type { NameTable } from '../collections/nameTable';
import type { ImageContent } from './importedCaption';

/** Finds the images of a folder by what their files hold. No file is opened before the first is looked for. */
export class ImageContents {
  private bySize: Promise<ReadonlyMap<number, readonly number[]>> | undefined;
  private readonly hashes = new Map<number, Promise<string>>();

  /** @param names of the images, relative to the folder */
  constructor(
    private readonly folder: string,
    private readonly names: NameTable,
  ) {}

  /** @returns the numbers of the images that hold the same, byte for byte */
  async find({ size, hash }: ImageContent): Promise<number[]> {
    this.bySize ??= this.sizes();
    const found: number[] = [];
    for (const image of (await this.bySize).get(size) ?? []) if ((await this.hashOf(image)) === hash) found.push(image);
    return found;
  }

  private async sizes(): Promise<ReadonlyMap<number, readonly number[]>> {
    const bySize = new Map<number, number[]>();
    for (let image = 0; image < this.names.size; image++) {
      // One that went away meanwhile is nobody's image.
      const stats = await stat(this.pathOf(image)).catch(() => undefined);
      if (!stats) continue;
      const same = bySize.get(stats.size);
      if (same) same.push(image);
      else bySize.set(stats.size, [image]);
    }
    return bySize;
  }

  private hashOf(image: number): Promise<string> {
    const known = this.hashes.get(image) ?? hashOfFile(this.pathOf(image));
    this.hashes.set(image, known);
    return known;
  }

  private pathOf(image: number): string {
    return path.join(this.folder, this.names.nameAt(image));
  }
}
