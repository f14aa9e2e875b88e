const orientationTag = 0x0112;

/**
 * The orientation that EXIF data give (Exif 2.32, section 4.6.4): 1 stands upright, 2 to 8 are turned or mirrored.
 * @param exif a TIFF header and what it leads to; some write the marker of JPEG in front
 * @returns 1 where they say nothing
 */
export function exifOrientation(exif: Buffer): number {
  const tiff = exif.toString('latin1', 0, 6) === 'Exif\0\0' ? exif.subarray(6) : exif;
  if (tiff.length < 8) return 1;
  const isLittleEndian = tiff.toString('latin1', 0, 2) === 'II';
  const short = (at: number): number => (isLittleEndian ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at));
  const directory = isLittleEndian ? tiff.readUInt32LE(4) : tiff.readUInt32BE(4);
  if (directory + 2 > tiff.length) return 1;
  const end = Math.min(tiff.length, directory + 2 + 12 * short(directory));
  for (let at = directory + 2; at + 12 <= end; at += 12) {
    if (short(at) !== orientationTag) continue;
    const orientation = short(at + 8);
    return orientation >= 1 && orientation <= 8 ? orientation : 1;
  }
  return 1;
}
