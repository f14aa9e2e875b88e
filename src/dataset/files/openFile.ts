import { constants, type Stats } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';

/**
 * Opens a file to read it; the caller closes it. Its kind is looked at before anything is read: a pipe or a device might never end.
 * @throws the error of the file system, with the code `EISDIR` or `ENXIO` for what is no file; `explainFileError` has words for all
 */
export async function openFile(path: string): Promise<{ file: FileHandle; size: number }> {
  // Without O_NONBLOCK (which Windows does not have), opening a pipe would wait for somebody to write into it.
  const file = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  try {
    const stats = await file.stat();
    assertFile(stats);
    return { file, size: stats.size };
  } catch (error) {
    await file.close();
    throw error;
  }
}

/** @throws the error of the file system for what is no file: see {@link openFile} */
export function assertFile(stats: Stats): void {
  if (stats.isDirectory()) throw fileRefusal('EISDIR');
  if (!stats.isFile()) throw fileRefusal('ENXIO');
}

/** An error as those of the file system. */
export function fileRefusal(code: string): Error {
  return Object.assign(new Error(code), { code });
}
