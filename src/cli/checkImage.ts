import { open } from 'node:fs/promises';
import { imageSizeFromFile } from 'image-size/fromFile';
import { explainFileError } from '../dataset/fileError';
import { headLength, recogniseImage } from '../engine/imageFormat';

/** Why an image cannot be read, judged by its first bytes; undefined if nothing is wrong with those. */
export async function findImageProblem(path: string): Promise<string | undefined> {
  try {
    const file = await open(path);
    try {
      const head = Buffer.alloc(headLength);
      const { bytesRead } = await file.read(head, 0, headLength, 0);
      const recognised = recogniseImage(head.subarray(0, bytesRead));
      if ('reason' in recognised) return recognised.reason;
    } finally {
      await file.close();
    }
  } catch (error) {
    return `The image cannot be opened: ${explainFileError(error)}.`;
  }
  try {
    const { width, height } = await imageSizeFromFile(path);
    return width > 0 && height > 0 ? undefined : 'The image is damaged: it has no pixels.';
  } catch {
    return 'The image is damaged: its size cannot be read.';
  }
}
