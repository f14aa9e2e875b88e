import { imageSize } from 'image-size';
import { readInto, withDescriptor } from '../files/descriptor';
import { jpegSize, type ImageSize } from './jpegSize';

/** Bytes that are read of a file: in most, the size stands in the first ones; in others, what cameras write stands before it. */
const portions = [1 << 13, 1 << 19];

/** The width and height of an image as they stand in its file, before it is turned; nothing if they cannot be read. */
export async function sizeInFile(path: string): Promise<ImageSize | undefined> {
  try {
    return await withDescriptor(path, async (descriptor, size) => {
      for (const portion of portions) {
        const bytes = new Uint8Array(Math.min(size, portion));
        await readInto(descriptor, bytes, 0, bytes.length, 0);
        const found = sizeIn(bytes, size <= portion || portion === portions.at(-1));
        if (found) return found;
      }
      return undefined;
    });
  } catch {
    return undefined; // readers of captions do without; check says what is wrong with the image
  }
}

/** @param isAll whether no more is read: the package may find a wrong size in a JPEG that is cut, that of a thumbnail in it */
function sizeIn(bytes: Uint8Array, isAll: boolean): ImageSize | undefined {
  const isJpeg = bytes[0] === 0xff && bytes[1] === 0xd8;
  const found = isJpeg ? jpegSize(bytes) : undefined;
  if (found || (isJpeg && !isAll)) return found;
  try {
    const { width, height } = imageSize(bytes);
    return { width, height };
  } catch {
    return undefined;
  }
}
