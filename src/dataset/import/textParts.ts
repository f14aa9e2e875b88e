import { Buffer } from 'node:buffer';
import { isUtf16 } from '../encoding';
import { openFile } from '../openFile';
import { couldNotRead } from '../file';
import { notUtf8, readText } from './readText';

/** Bytes that are read at a time. */
const portion = 1 << 18;

/**
 * The text of a file, a part at a time, so that one of any size takes little memory. As `readText` has it: UTF-8, or UTF-16 with a byte
 * order mark, which is no part of it.
 * @throws DatasetFileError if it cannot be read, or is neither, though perhaps not before the first parts
 */
export async function* readTextParts(path: string): AsyncGenerator<string> {
  const { file } = await openFile(path).catch((error: unknown) => {
    throw couldNotRead(path, error);
  });
  try {
    const decoder = new TextDecoder('utf-8', { fatal: true });
    const decoded = (bytes: Uint8Array, stream: boolean): string => {
      try {
        return decoder.decode(bytes, { stream });
      } catch (error) {
        throw notUtf8(path, error);
      }
    };
    const buffer = Buffer.allocUnsafe(portion);
    for (let isFirst = true; ; isFirst = false) {
      const { bytesRead } = await file.read(buffer, 0, portion).catch((error: unknown) => {
        throw couldNotRead(path, error);
      });
      const bytes = buffer.subarray(0, bytesRead);
      if (isFirst && isUtf16(bytes)) {
        yield await readText(path);
        return;
      }
      yield decoded(bytes, bytesRead > 0);
      if (bytesRead === 0) return;
    }
  } finally {
    await file.close();
  }
}
