import type { Metadata } from 'sharp';

/** An image that needs more is refused: a small file can ask for gigabytes. */
export const mostHeldBytes = 512 * 1024 * 1024;

/** One that needs more is decoded alone, so that those beside each other do not need gigabytes together. */
const mostBesideOthers = mostHeldBytes / 8;

/**
 * How many bytes a decoder holds at a time to make a small picture of an image. Baseline JPEG and PNG that is not interlaced
 * are read row by row, whatever their size; of all else the whole image is held, and of a progressive JPEG its coefficients.
 */
export function heldBytes({
  format,
  width,
  height,
  channels = 4,
  depth,
  isProgressive = false,
  orientation = 1,
  chromaSubsampling = '',
}: Metadata): number {
  const pixels = width * height;
  if (format === 'jpeg') return isProgressive ? 2 * samplesOf(channels, chromaSubsampling) * pixels : 0;
  const isByRows = format === 'png' && !isProgressive && orientation === 1;
  return isByRows ? 0 : pixels * channels * (depth === 'uchar' ? 1 : 2);
}

/** Samples a pixel, where colour is stored more coarsely than brightness. */
function samplesOf(channels: number, chromaSubsampling: string): number {
  if (channels !== 3) return channels;
  return chromaSubsampling.startsWith('4:2:0') ? 1.5 : chromaSubsampling.startsWith('4:2:2') ? 2 : 3;
}

/** Lets those that need much memory decode one after another; the others wait for nobody. */
export class DecodingTurns {
  private last: Promise<unknown> = Promise.resolve();

  take<Result>(held: number, decode: () => Promise<Result>): Promise<Result> {
    if (held <= mostBesideOthers) return decode();
    const turn = this.last.then(decode);
    this.last = turn.catch(() => undefined);
    return turn;
  }
}

/** Of all images of the process. */
export const decodingTurns = new DecodingTurns();
