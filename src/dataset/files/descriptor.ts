import { close, closeSync, constants, fstatSync, fsync, open, read, write } from 'node:fs';
import { promisify } from 'node:util';
import { assertFile } from './openFile';

const closed = promisify(close);
const opened = promisify(open);
const synced = promisify(fsync);
const written = promisify(write);

/** Reads as `fs.read` does. */
export const readInto = promisify(read);

/**
 * Opens a file as {@link openFile} does, and closes it once something was done with its descriptor: of a hundred thousand small files a
 * FileHandle takes twice the time. What is open has its kind and size at hand, and what was only read is closed at once, so that nobody is held up
 * by either; to hand each to another thread takes a third of the time.
 * @throws as {@link openFile} does; what `use` throws
 */
export async function withDescriptor<Result>(
  path: string,
  use: (descriptor: number, size: number) => Result | Promise<Result>,
): Promise<Result> {
  const descriptor = await opened(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  try {
    const stats = fstatSync(descriptor);
    assertFile(stats);
    return await use(descriptor, stats.size);
  } finally {
    closeSync(descriptor);
  }
}

/**
 * Makes a new file of some parts, and waits until it is on the disk.
 * @throws the error of the file system
 */
export async function writeNew(path: string, parts: Iterable<Uint8Array> | AsyncIterable<Uint8Array>): Promise<void> {
  const descriptor = await opened(path, 'wx', 0o666);
  try {
    for await (const part of parts) await writeAll(descriptor, part);
    await synced(descriptor);
  } finally {
    await closed(descriptor);
  }
}

/** A disk that fills up may take less than it was given. */
async function writeAll(descriptor: number, bytes: Uint8Array): Promise<void> {
  for (let from = 0; from < bytes.length;) {
    const { bytesWritten } = await written(descriptor, bytes, from, bytes.length - from);
    from += bytesWritten;
  }
}
