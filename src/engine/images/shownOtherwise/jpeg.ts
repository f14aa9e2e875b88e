import { isFrameHeader } from '../../../dataset/images/jpegMarkers';
import type { Difference } from './difference';
import type { FileParts } from './fileParts';

/** Profiles and previews of a print take hundreds. */
const mostSegments = 10_000;

/** The four inks of a print become other colours in a browser than here. */
export async function jpegDifference(file: FileParts): Promise<Difference | undefined> {
  let at = 2;
  for (let count = 0; count < mostSegments; count++) {
    const head = await file.read(at, 10);
    if (head.length < 10) return undefined;
    if (head[0] !== 0xff || head[1] === 0xff) {
      // Stray and fill bytes.
      at++;
      continue;
    }
    if (isFrameHeader(head[1])) return head[9] === 4 ? 'colours' : undefined;
    at += 2 + head.readUInt16BE(2);
  }
  return undefined;
}
