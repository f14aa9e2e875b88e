import { constants } from 'node:fs';
import { copyFile, open, symlink } from 'node:fs/promises';
import path from 'node:path';
import { hashOfFile } from '../files/fileHash';
import type { ExportPart, OutputFile } from './exportFormat';
import { contentOfLink } from './exportJournal';

/** What becomes of the images that a format names. */
export type ImagePlacement = 'copy' | 'link' | 'reference';

/** The images that an export brings along: copies, or links to where they are. */
export function placedImages({ images }: ExportPart, placement: ImagePlacement | 'inside'): OutputFile[] {
  if (placement !== 'copy' && placement !== 'link') return [];
  return Array.from(images, ({ placed, path: source }) => ({
    name: placed,
    source,
    isSmall: true,
    write: async (place) => {
      if (placement === 'link') return link(path.resolve(source), place);
      await copy(source, place);
      return hashOfFile(place);
    },
  }));
}

async function link(source: string, place: string): Promise<string> {
  await symlink(source, place);
  return contentOfLink(source);
}

async function copy(source: string, place: string): Promise<void> {
  await copyFile(source, place, constants.COPYFILE_EXCL | constants.COPYFILE_FICLONE);
  const file = await open(place, 'r');
  await file.sync().finally(() => file.close());
}
