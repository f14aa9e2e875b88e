import type { Metadata, Sharp, SharpOptions } from 'sharp';
import { decodingTurns, heldBytes, maximumPixels } from './decodingMemory';
import { loadSharp } from './loadSharp';
import { FileParts } from './shownOtherwise/fileParts';
import { readAvifHead } from './shownOtherwise/avif';

/**
 * What Pillow's `Image.open(…).convert("RGB")`, by which most trainers load images, does not do: turn an image as it says, cut it
 * to its clean aperture, convert the inks of a print or a profile's colours as the captioner does, scale 16 bits of grey, and put
 * white behind transparent parts.
 */
export const pillowDifferences = ['turned', 'cropped', 'inks', 'profile', 'grey16', 'transparent'] as const;
export type PillowDifference = (typeof pillowDifferences)[number];

/** Pixels along each side of the small pictures in which colours and opacity are looked at. */
const side = 48;
/** Of 255; profiles that mean sRGB differ from it by less. */
const visible = 4;
const opaque = 250;

/**
 * How Pillow sees an image otherwise than the captioner, which can decode it. Each was seen with Pillow 13.0.0, and a test looks again.
 * @param bytes as `readStillImage` gives them
 */
export async function pillowDifferencesOf(bytes: Uint8Array): Promise<PillowDifference[]> {
  const sharp = await loadSharp();
  const open = (options: SharpOptions = {}): Sharp =>
    sharp(bytes, { failOn: 'error', limitInputPixels: maximumPixels, ...options });
  const metadata = await open().metadata();
  const { turned, cropped } = await placedOtherwise(bytes, metadata);
  const inTurn = (look: () => Promise<boolean>): Promise<boolean> => decodingTurns.take(heldBytes(metadata), look);
  const has: Record<PillowDifference, boolean> = {
    turned,
    cropped,
    inks: metadata.space === 'cmyk',
    profile: metadata.space !== 'cmyk' && metadata.icc !== undefined && (await inTurn(() => hasOtherColours(open))),
    grey16: metadata.depth === 'ushort' && metadata.channels === 1,
    transparent: metadata.hasAlpha && (await inTurn(() => isTransparent(open()))),
  };
  return pillowDifferences.filter((difference) => has[difference]);
}

/** Of AVIF, how an image is turned and cut stands in its properties (ISO 23008-12, sections 6.5.9 to 6.5.12). */
async function placedOtherwise(bytes: Uint8Array, { format, orientation = 1 }: Metadata) {
  if (format !== 'heif') return { turned: orientation !== 1, cropped: false };
  const { properties } = await readAvifHead(FileParts.of(bytes));
  const isTurned = properties.some(({ type, content }) => type === 'imir' || (type === 'irot' && content[0] !== 0));
  return { turned: isTurned, cropped: properties.some(({ type }) => type === 'clap') };
}

async function hasOtherColours(open: (options?: SharpOptions) => Sharp): Promise<boolean> {
  const small = (image: Sharp): Promise<Buffer> =>
    image.flatten({ background: '#ffffff' }).resize(side, side, { fit: 'fill' }).toColourspace('srgb').raw().toBuffer();
  const converted = await small(open());
  const stored = await small(open({ ignoreIcc: true }));
  return converted.some((value, at) => Math.abs(value - stored[at]) > visible);
}

async function isTransparent(image: Sharp): Promise<boolean> {
  const alpha = await image
    .extractChannel('alpha')
    .resize(side, side, { fit: 'fill' })
    .raw({ depth: 'uchar' })
    .toBuffer();
  return alpha.some((value) => value < opaque);
}
