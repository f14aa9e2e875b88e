const orientationTag = 0x0112;

/**
 * The EXIF orientation of a WebP file (RIFF container; Exif 2.32, section 4.6.4): 1 stands upright, 2 to 8 are turned or mirrored.
 * @returns 1 where the file says nothing, or is another one
 */
export function webpOrientation(bytes: Uint8Array): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const text = (at: number, length: number): string => String.fromCharCode(...bytes.subarray(at, at + length));
  if (text(0, 4) !== 'RIFF' || text(8, 4) !== 'WEBP') return 1;
  for (let at = 12; at + 8 <= bytes.length;) {
    const length = view.getUint32(at + 4, true);
    const [start, end] = [at + 8, Math.min(bytes.length, at + 8 + length)];
    // Some write the marker of JPEG in front.
    if (text(at, 4) === 'EXIF') return tiffOrientation(view, text(start, 6) === 'Exif\0\0' ? start + 6 : start, end);
    at = start + length + (length % 2);
  }
  return 1;
}

/** @param start of the TIFF header, from which its offsets count */
function tiffOrientation(view: DataView, start: number, end: number): number {
  if (start + 8 > end) return 1;
  const isLittleEndian = view.getUint16(start) === 0x4949;
  const directory = start + view.getUint32(start + 4, isLittleEndian);
  if (directory + 2 > end) return 1;
  const count = view.getUint16(directory, isLittleEndian);
  for (let at = directory + 2; at < directory + 2 + 12 * count && at + 12 <= end; at += 12) {
    if (view.getUint16(at, isLittleEndian) !== orientationTag) continue;
    const orientation = view.getUint16(at + 8, isLittleEndian);
    return orientation >= 1 && orientation <= 8 ? orientation : 1;
  }
  return 1;
}
