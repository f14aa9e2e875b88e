import { Buffer, isUtf8 } from 'node:buffer';
import type { FileHandle } from 'node:fs/promises';
import { isUtf16 } from '../files/encoding';
import { openFile } from '../files/openFile';
import { couldNotRead } from '../document/file';
import { notUtf8, readText } from './readText';

/** Bytes that are read at a time: what is made of more outlives a round of the collector of garbage, and is copied by it. */
const portion = 1 << 16;
/** A character has at most so many bytes. */
const widest = 4;

/**
 * The text of a file, a part at a time, so that one of any size takes little memory. As `readText` has it: UTF-8, or UTF-16 with a byte
 * order mark, which is no part of it.
 * @param endOf says up to where bytes are a part; 0 where more have to come first. The last part may end anywhere.
 * @throws DatasetFileError if it cannot be read, or is neither, though perhaps not before the first parts
 */
export async function* readTextParts(
  path: string,
  endOf: (bytes: Buffer) => number = wholeCharacters,
): AsyncGenerator<string> {
  const { file } = await openFile(path).catch((error: unknown) => {
    throw couldNotRead(path, error);
  });
  try {
    let isFirst = true;
    for await (const bytes of portions(path, file, endOf)) {
      if (isFirst && isUtf16(bytes)) {
        yield await readText(path);
        return;
      }
      if (!isUtf8(bytes)) throw notUtf8(path);
      const text = bytes.toString('utf8');
      yield isFirst ? text.replace(/^\uFEFF/, '') : text;
      isFirst = false;
    }
  } finally {
    await file.close();
  }
}

/**
 * The bytes of a file. A portion is overwritten by the next one: what is made for each takes as long as reading it, and the collector of
 * garbage has to run for it.
 */
async function* portions(path: string, file: FileHandle, endOf: (bytes: Buffer) => number): AsyncGenerator<Buffer> {
  let bytes = Buffer.allocUnsafe(portion);
  let length = 0;
  for (;;) {
    if (length === bytes.length) bytes = Buffer.concat([bytes], length * 2);
    const { bytesRead } = await file.read(bytes, length, bytes.length - length).catch((error: unknown) => {
      throw couldNotRead(path, error);
    });
    if (bytesRead === 0) break;
    length += bytesRead;
    const whole = endOf(bytes.subarray(0, length));
    if (whole === 0) continue;
    yield bytes.subarray(0, whole);
    bytes.copyWithin(0, whole, length);
    length -= whole;
  }
  if (length > 0) yield bytes.subarray(0, length);
}

/** Up to where bytes have whole characters. What is no UTF-8 counts as some: it is refused as a part. */
function wholeCharacters(bytes: Buffer): number {
  for (let start = bytes.length - 1; start >= 0 && start >= bytes.length - widest; start--) {
    const byte = bytes[start];
    const isInside = byte >> 6 === 0b10;
    if (isInside) continue;
    const width = byte < 0xc0 ? 1 : byte < 0xe0 ? 2 : byte < 0xf0 ? 3 : widest;
    return start + width <= bytes.length ? bytes.length : start;
  }
  return bytes.length;
}
