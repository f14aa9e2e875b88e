import type { Metadata } from 'sharp';

/** Larger images are refused before any of their pixels are decoded: a small file can hold gigabytes of them. */
export const maximumPixels = 2 ** 28;

/** An image that needs more is refused: a small file can ask for gigabytes. */
export const mostHeldBytes = 512 * 1024 * 1024;

/** One that needs more waits until there is room, so that those beside each other do not need gigabytes together. */
const mostBesideOthers = mostHeldBytes / 8;

/**
 * Bytes a pixel that were seen while pictures of 30 million pixels were decoded. The decoder of AVIF holds several frames in
 * 16 bits a sample and copies of them; that of WebP holds RGBA also where nothing is transparent, that of GIF RGBA and indices.
 */
const seenBytes = { avif: 19, deepAvif: 26, webp: 4, gif: 5 };

/** Rows of an image that is read row by row: as many were held, with what was made of them, and of fewer rows three of each. */
const heldRows = 1500;
const copiesOfRow = 3;

/**
 * How many bytes a decoder holds at a time to make a small picture of an image. Baseline JPEG and PNG that is not interlaced
 * are read row by row, however high they are, where only PNG can have rows of megabytes; of all else the whole image is held,
 * and of a progressive JPEG its coefficients.
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
  if (format === 'heif') return pixels * (depth === 'uchar' ? seenBytes.avif : seenBytes.deepAvif);
  if (format === 'webp' || format === 'gif') return pixels * seenBytes[format];
  const isByRows = format === 'png' && !isProgressive && orientation === 1;
  const rows = isByRows ? Math.min(copiesOfRow * height, heldRows) : height;
  return rows * width * channels * (depth === 'uchar' ? 1 : 2);
}

/** Samples a pixel, where colour is stored more coarsely than brightness. */
function samplesOf(channels: number, chromaSubsampling: string): number {
  if (channels !== 3) return channels;
  return chromaSubsampling.startsWith('4:2:0') ? 1.5 : chromaSubsampling.startsWith('4:2:2') ? 2 : 3;
}

/** Lets those that need much memory wait until there is room for them, in their order; the others wait for nobody. */
export class DecodingTurns {
  /** Bytes of those that decode at the moment. */
  private held = 0;
  private readonly waiting: { held: number; begin: () => void }[] = [];

  async take<Result>(held: number, decode: () => Promise<Result>): Promise<Result> {
    if (held <= mostBesideOthers) return decode();
    await new Promise<void>((begin) => {
      this.waiting.push({ held, begin });
      this.beginWhatFits();
    });
    try {
      return await decode();
    } finally {
      this.held -= held;
      this.beginWhatFits();
    }
  }

  private beginWhatFits(): void {
    for (let next = this.waiting.at(0); next; next = this.waiting.at(0)) {
      if (this.held > 0 && this.held + next.held > mostHeldBytes) return;
      this.waiting.shift();
      this.held += next.held;
      next.begin();
    }
  }
}

/** Of all images of the process. */
export const decodingTurns = new DecodingTurns();
