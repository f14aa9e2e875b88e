import type { FileHandle } from 'node:fs/promises';
import { fileRefusal, openFile } from './openFile';

/** Bytes that are asked for at a time, once a file turns out to be longer than it said. */
const portion = 1 << 16;

/**
 * The bytes of a file. Its kind and its size are looked at before anything is read: a pipe or a device might never end, and
 * a file may be larger than any memory.
 * @param mostBytes a larger file is refused
 * @throws the error of the file system, with the code `ERR_FS_FILE_TOO_LARGE` for one that is too large; `explainFileError`
 *   has words for all of them
 */
export async function readWholeFile(path: string, mostBytes: number): Promise<Buffer> {
  const { file, size } = await openFile(path);
  try {
    if (size > mostBytes) throw fileRefusal('ERR_FS_FILE_TOO_LARGE');
    return await readToEnd(file, size, mostBytes);
  } finally {
    await file.close();
  }
}

/** A file may have grown since its size was looked at, and those of /proc say that they have none. */
async function readToEnd(file: FileHandle, size: number, mostBytes: number): Promise<Buffer> {
  const parts: Buffer[] = [];
  let total = 0;
  for (let wanted = size; ; wanted = portion) {
    const part = Buffer.allocUnsafe(Math.max(1, wanted));
    const { bytesRead } = await file.read(part, 0, part.length);
    if (bytesRead === 0) return parts.length === 1 ? parts[0] : Buffer.concat(parts);
    parts.push(part.subarray(0, bytesRead));
    total += bytesRead;
    if (total > mostBytes) throw fileRefusal('ERR_FS_FILE_TOO_LARGE');
  }
}
