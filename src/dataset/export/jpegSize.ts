import { isFrameHeader } from '../images/jpegMarkers';

/** Width and height in pixels. */
export interface ImageSize {
  width: number;
  height: number;
}

/** What begins every marker. */
const prefix = 0xff;
const [scan, end] = [0xda, 0xd9];

/** The size that stands in the beginning of a JPEG; nothing where it does not reach that far, or one segment does not follow the other. */
export function jpegSize(bytes: Uint8Array): ImageSize | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = 2; at + 9 <= bytes.length;) {
    const marker = bytes[at + 1];
    if (bytes[at] !== prefix || marker === scan || marker === end) return undefined;
    if (marker === prefix) {
      at++;
    } else if (isFrameHeader(marker)) {
      const [height, width] = [view.getUint16(at + 5), view.getUint16(at + 7)];
      return width > 0 && height > 0 ? { width, height } : undefined;
    } else {
      at += 2 + view.getUint16(at + 2);
    }
  }
  return undefined;
}
