import type { Difference } from './difference';
import type { FileParts } from './fileParts';
import { exifOrientation } from './exifOrientation';

/** More chunks have no meaning, but for frames, of which two are enough. */
const mostChunks = 1_000;
/** EXIF data begin with the directory that has the orientation; what follows may be long. */
const exifLength = 1 << 16;
/** Flags of the first chunk (RFC 9649, section 2.7.1). */
const hasExif = 0x08;
const isAnimated = 0x02;

/** Browsers show WebP as it lies, whatever its EXIF orientation says, and animations as such. */
export async function webpDifference(file: FileParts): Promise<Difference | undefined> {
  const extended = await file.read(12, 9);
  if (extended.toString('latin1', 0, 4) !== 'VP8X' || extended.length < 9) return undefined;
  const flags = extended[8];
  let frames = 0;
  if ((flags & (hasExif | isAnimated)) === 0) return undefined;
  let at = 12;
  for (let count = 0; count < mostChunks; count++) {
    const head = await file.read(at, 8);
    if (head.length < 8) break;
    const type = head.toString('latin1', 0, 4);
    const length = head.readUInt32LE(4);
    if (type === 'ANMF' && ++frames === 2) return 'animation';
    if (type === 'EXIF' && exifOrientation(await file.read(at + 8, Math.min(length, exifLength))) !== 1)
      return 'turned';
    at += 8 + length + (length % 2);
  }
  return undefined;
}
