import { readInto, withDescriptor } from './descriptor';
import { fileRefusal } from './openFile';

/** Bytes of room that a file gets once it turns out to be longer than it said. */
const portion = 1 << 16;

/**
 * The bytes of a file. Its kind and its size are looked at before anything is read: a pipe or a device might never end, and
 * a file may be larger than any memory.
 * @param mostBytes a larger file is refused
 * @throws the error of the file system, with the code `ERR_FS_FILE_TOO_LARGE` for one that is too large; `explainFileError`
 *   has words for all of them
 */
export function readWholeFile(path: string, mostBytes: number): Promise<Buffer> {
  return withDescriptor(path, (descriptor, size) => {
    if (size > mostBytes) throw fileRefusal('ERR_FS_FILE_TOO_LARGE');
    return readToEnd(descriptor, size, mostBytes);
  });
}

/** A file may have grown since its size was looked at, and those of /proc say that they have none. */
async function readToEnd(descriptor: number, size: number, mostBytes: number): Promise<Buffer> {
  // One more than it says, which tells whether there is more without room for a portion: of a hundred thousand files that room costs most.
  let bytes = Buffer.allocUnsafe(size + 1);
  let length = 0;
  for (;;) {
    const { bytesRead } = await readInto(descriptor, bytes, length, bytes.length - length, null);
    length += bytesRead;
    if (length > mostBytes) throw fileRefusal('ERR_FS_FILE_TOO_LARGE');
    // All that it says, and room for more was left: that is its end.
    if (bytesRead === 0 || (length === size && length > 0)) return bytes.subarray(0, length);
    if (length === bytes.length) bytes = Buffer.concat([bytes], length + Math.max(length, portion));
  }
}
