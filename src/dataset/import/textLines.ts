import { Buffer, isUtf8 } from 'node:buffer';
import type { FileHandle } from 'node:fs/promises';
import { isUtf16 } from '../encoding';
import { openFile } from '../openFile';
import { couldNotRead } from '../file';
import { notUtf8, readText } from './readText';

/** Bytes that are read at a time. */
const portion = 1 << 18;
const lineFeed = 0x0a;
const lineBreak = /\r\n|\n|\r/;

/**
 * The lines of a text file, a portion of them at a time, so that a file of any size takes little memory. As `readText` has them: UTF-8, or
 * UTF-16 with a byte order mark.
 * @throws DatasetFileError if it cannot be read, or is neither, though perhaps not before the first portions
 */
export async function* readLinePortions(path: string): AsyncGenerator<string[]> {
  const { file } = await openFile(path).catch((error: unknown) => {
    throw couldNotRead(path, error);
  });
  try {
    let isFirst = true;
    for await (const bytes of wholeLines(path, file)) {
      if (isFirst && isUtf16(bytes)) {
        yield (await readText(path)).split(lineBreak);
        return;
      }
      if (!isUtf8(bytes)) throw notUtf8(path);
      const text = bytes.toString('utf8');
      const lines = (isFirst ? text.replace(/^\uFEFF/, '') : text).split(lineBreak);
      // What stands behind the last line break comes with the next portion.
      if (bytes.at(-1) === lineFeed) lines.pop();
      isFirst = false;
      yield lines;
    }
  } finally {
    await file.close();
  }
}

/**
 * The bytes of a file; each portion but the last ends with a line. A portion is overwritten by the next one: what is made for each takes as
 * long as reading it, and the collector of garbage has to run for it.
 */
async function* wholeLines(path: string, file: FileHandle): AsyncGenerator<Buffer> {
  let bytes = Buffer.allocUnsafe(portion);
  let length = 0;
  for (;;) {
    if (length === bytes.length) bytes = Buffer.concat([bytes], length * 2);
    const { bytesRead } = await file.read(bytes, length, bytes.length - length).catch((error: unknown) => {
      throw couldNotRead(path, error);
    });
    if (bytesRead === 0) break;
    const end = bytes.subarray(length, length + bytesRead).lastIndexOf(lineFeed) + 1;
    length += bytesRead;
    if (end === 0) continue;
    const whole = length - bytesRead + end;
    yield bytes.subarray(0, whole);
    bytes.copyWithin(0, whole, length);
    length -= whole;
  }
  if (length > 0) yield bytes.subarray(0, length);
}
