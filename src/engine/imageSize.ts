import { readFile } from 'node:fs/promises';
import { loadSharp } from './loadSharp';

/** The width and height of an image as they stand in its file, before it is turned; nothing if they cannot be read. */
export async function imageSizeOf(path: string): Promise<{ width: number; height: number } | undefined> {
  const sharp = await loadSharp();
  try {
    const { width, height } = await sharp(await readFile(path), {}).metadata();
    return { width, height };
  } catch {
    return undefined; // readers of captions do without; check says what is wrong with the image
  }
}
