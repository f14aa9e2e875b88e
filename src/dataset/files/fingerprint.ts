import { createHash } from 'node:crypto';
import { openFile } from './openFile';

/** So much of each end of a file is read, in bytes: the rest of a photograph makes no difference in time or certainty. */
const endLength = 16 * 1024;

/**
 * Tells files of other bytes apart without reading them whole: by the length, and a hash of both ends. What is compressed
 * ends otherwise wherever something within is other, and PNG ends with a checksum.
 * @returns nothing if the file is not there or cannot be read
 */
export async function fingerprintOf(file: string): Promise<string | undefined> {
  try {
    const { file: handle, size } = await openFile(file);
    try {
      const hash = createHash('sha256');
      for (const start of [0, Math.max(endLength, size - endLength)]) {
        const { bytesRead, buffer } = await handle.read(Buffer.alloc(endLength), 0, endLength, start);
        hash.update(buffer.subarray(0, bytesRead));
      }
      return `${size}-${hash.digest('hex').slice(0, 32)}`;
    } finally {
      await handle.close();
    }
  } catch {
    return undefined; // its caption can still be found by name
  }
}

/** The length of a file in bytes, by its fingerprint. */
export function lengthIn(fingerprint: string): number {
  return Number.parseInt(fingerprint, 10);
}
