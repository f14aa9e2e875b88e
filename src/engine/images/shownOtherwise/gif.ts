import type { Difference } from './difference';
import type { FileParts } from './fileParts';

/** The first frame of an animation is hardly longer; where it is, it is shown moving. */
const mostBytes = 64 << 20;
const extension = 0x21;
const frame = 0x2c;

/** A GIF with a second frame moves (GIF 89a, appendix B). */
export async function gifDifference(file: FileParts): Promise<Difference | undefined> {
  const screen = await file.read(0, 13);
  if (screen.length < 13) return undefined;
  let at = 13 + coloursLength(screen[10]);
  let frames = 0;
  while (at < mostBytes) {
    const [introducer] = await file.read(at, 1);
    if (introducer === frame) {
      if (++frames === 2) return 'animation';
      const descriptor = await file.read(at, 10);
      if (descriptor.length < 10) return undefined;
      at = await endOfBlocks(file, at + 10 + coloursLength(descriptor[9]) + 1);
    } else if (introducer === extension) {
      at = await endOfBlocks(file, at + 2);
    } else {
      return undefined;
    }
  }
  return undefined;
}

/** Of a table of colours, if the flags say that there is one. */
function coloursLength(flags: number): number {
  return (flags & 0x80) === 0 ? 0 : 3 * 2 ** ((flags & 7) + 1);
}

/** Where blocks end, each with its length before it: behind one of length 0. */
async function endOfBlocks(file: FileParts, from: number): Promise<number> {
  let at = from;
  while (at < mostBytes) {
    const [length = 0] = await file.read(at, 1);
    at += 1 + length;
    if (length === 0) break;
  }
  return at;
}
