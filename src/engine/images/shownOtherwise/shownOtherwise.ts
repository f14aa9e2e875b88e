import { openFile } from '../../../dataset/files/openFile';
import { headLength, recogniseImage, type ReadableFormat } from '../imageFormat';
import { avifDifference } from './avif';
import type { Difference } from './difference';
import { FileParts } from './fileParts';
import { gifDifference } from './gif';
import { jpegDifference } from './jpeg';
import { pngDifference } from './png';
import { webpDifference } from './webp';

const lookers: Readonly<Record<ReadableFormat, (file: FileParts) => Promise<Difference | undefined>>> = {
  jpeg: jpegDifference,
  png: pngDifference,
  webp: webpDifference,
  gif: gifDifference,
  avif: avifDifference,
};

/**
 * How a browser shows an image otherwise than the captioner sees it, by what its file says before the pixels. No pixel is decoded.
 * @returns nothing where both show the same, and where the file is no image
 * @throws the error of the file system
 */
export async function shownOtherwise(path: string): Promise<Difference | undefined> {
  const { file, size } = await openFile(path);
  try {
    const parts = FileParts.in(file, size);
    const recognised = recogniseImage(await parts.read(0, headLength));
    return 'reason' in recognised ? undefined : await lookers[recognised.format](parts);
  } finally {
    await file.close();
  }
}
