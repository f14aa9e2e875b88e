import { createHash } from 'node:crypto';
import { openFile } from './openFile';

/** Bytes that are read at a time. */
const portion = 1 << 20;

/** The SHA-256 of all that a file holds, in hexadecimal digits. @throws as `openFile` does; the error of the file system */
export async function hashOfFile(path: string): Promise<string> {
  const { file, size } = await openFile(path);
  try {
    const hash = createHash('sha256');
    for await (const part of file.createReadStream({ autoClose: false, highWaterMark: Math.min(portion, size + 1) }))
      hash.update(part as Uint8Array);
    return hash.digest('hex');
  } finally {
    await file.close();
  }
}
