import * as l10n from '@vscode/l10n';
import type { Metadata } from 'sharp';
import { reasonOf } from '../../dataset/files/reason';
import { decodeApart } from './decodeApart';
import { decodingTurns, heldBytes, maximumPixels, mostHeldBytes } from './decodingMemory';
import { ImageError } from './imageError';
import { headLength, recogniseImage } from './imageFormat';
import { maximumSeconds, openImage, renderImage, type Rendered, type Rendering } from './rendering';
import { readStillImage } from './stillImage';

/** Larger pictures are not sent to a page, which would take hundreds of megabytes. */
const mostShownPixels = 2 ** 25;
/** Larger ones take seconds, and are decoded in a process of their own. */
const mostQuickPixels = 2 ** 24;

/**
 * Reads an image the way the captioner was trained on it: upright (EXIF orientation applied), in sRGB, transparent parts
 * over white, the first frame of an animation, squashed to a square (the aspect ratio is not kept). An image that has
 * that size already is not resampled. The same file always gives the same pixels.
 * @param size width and height of the result, in pixels
 * @returns RGB, row after row: size · size · 3 bytes
 * @throws ImageError
 */
export async function decodeImage(path: string, size: number): Promise<Uint8Array> {
  return decodeStillImage(path, await readStillImage(path), size);
}

/** Does what {@link decodeImage} does for those who need the bytes of the file, too: it is read once. @throws ImageError */
export async function decodeStillImage(path: string, bytes: Uint8Array, size: number): Promise<Uint8Array> {
  const { data, width, height, channels } = await decode(path, bytes, { kind: 'square', size });
  if (width !== size || height !== size || channels !== 3) {
    throw new ImageError(path, l10n.t('It was decoded to {0} × {1} pixels of {2} channels.', width, height, channels));
  }
  return data;
}

/**
 * What the captioner sees of an image, for a person: the pixels of {@link decodeImage}, in the image's own shape.
 * @param width of the result at most, in pixels; without it, the image's own
 * @returns PNG
 * @throws ImageError, also where the picture is too large to be sent to whoever shows it
 */
export async function decodePicture(path: string, width?: number): Promise<Uint8Array> {
  const mostPixels = width === undefined ? mostShownPixels : maximumPixels;
  const { data } = await decode(path, await readStillImage(path), { kind: 'png', width }, mostPixels);
  return data;
}

/**
 * The same picture as {@link decodePicture}, for those who look at it elsewhere.
 * @param side the longer side at most, in pixels
 * @returns JPEG
 * @throws ImageError
 */
export async function decodeSmallPicture(path: string, side: number): Promise<Uint8Array> {
  const { data } = await decode(path, await readStillImage(path), { kind: 'jpeg', side });
  return data;
}

async function decode(
  path: string,
  bytes: Uint8Array,
  rendering: Rendering,
  mostPixels = maximumPixels,
): Promise<Rendered> {
  const recognised = recogniseImage(bytes.subarray(0, headLength));
  if ('reason' in recognised) throw new ImageError(path, recognised.reason);
  try {
    const metadata = await (await openImage(bytes, mostPixels)).metadata();
    const held = heldBytes(metadata);
    if (held > mostHeldBytes) throw new ImageError(path, explainHeld(held, metadata));
    const decodeIt = takesLong(metadata) ? decodeApart : renderImage;
    return await decodingTurns.take(held, () => decodeIt(bytes, rendering, mostPixels));
  } catch (error) {
    if (error instanceof ImageError) throw error;
    throw new ImageError(path, explainDecodingError(error, recognised.format, mostPixels), { cause: error });
  }
}

/** Whether decoding may come near to its limit on a slow machine. Of a JPEG most is left out when it is made small. */
function takesLong({ format, width, height }: Metadata): boolean {
  return width * height > (format === 'jpeg' ? mostQuickPixels * 8 : mostQuickPixels);
}

function explainHeld(held: number, metadata: Metadata): string {
  const { format } = metadata;
  const needed = l10n.t(
    'To decode this {0} image takes {1} MB of memory at a time; at most {2} MB are used.',
    (format === 'heif' ? 'avif' : format).toUpperCase(),
    Math.ceil(held / 1e6),
    Math.floor(mostHeldBytes / 1e6),
  );
  return `${needed} ${smallerOr(metadata)}`;
}

/** The ways out for an image that takes too much memory. */
function smallerOr(metadata: Metadata): string {
  const { format, isProgressive = false, orientation = 1 } = metadata;
  if (format === 'jpeg') return l10n.t('Make it smaller, or save it as a JPEG that is not progressive.');
  if (format !== 'png') return l10n.t('Make it smaller, or save it as a JPEG, which can be read row by row.');
  if (heldBytes({ ...metadata, isProgressive: false, orientation: 1 }) > mostHeldBytes)
    return l10n.t('Make it smaller: a few of its rows alone take as much.');
  const ways = [
    ...(isProgressive ? [l10n.t('save it as a PNG that is not interlaced')] : []),
    ...(orientation === 1 ? [] : [l10n.t('save it upright, without an EXIF orientation')]),
  ];
  return l10n.t('Make it smaller, or {0}.', ways.join(', '));
}

function explainDecodingError(error: unknown, format: string, mostPixels: number): string {
  const message = reasonOf(error);
  if (/pixel limit|too large|dimensions/i.test(message)) {
    return l10n.t('The image has more than {0} million pixels. Make it smaller.', Math.floor(mostPixels / 1e6));
  }
  if (/timeout/i.test(message)) return l10n.t('It could not be decoded within {0} seconds.', maximumSeconds);
  const end = /decoder ended \((\w+)\)/.exec(message)?.[1];
  if (end !== undefined)
    return l10n.t(
      'Its decoder broke off ({0}): memory has run out, or the image is damaged. Make it smaller, or copy it again.',
      end,
    );
  return l10n.t('The {0} image is damaged, or a part of the file is missing. Copy it again.', format.toUpperCase());
}
