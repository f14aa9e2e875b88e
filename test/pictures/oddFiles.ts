import { crc32 } from 'node:zlib';
import sharp from 'sharp';

/** Red, green, blue and how opaque it is, 0 to 255. */
export type Colour = readonly [red: number, green: number, blue: number, alpha: number];

export const width = 96;
export const height = 64;

/** A picture of two colours, as PNG: which way it lies, and which part of it is shown, can be seen. */
export async function halves(left: Colour, right: Colour): Promise<Buffer> {
  const row = Array.from({ length: width }, (_, x) => (x < width / 2 ? left : right)).flat();
  const raw = { width, height, channels: 4 } as const;
  const picture = sharp(Buffer.from(Array.from({ length: height }, () => row).flat()), { raw });
  const isOpaque = left[3] === 255 && right[3] === 255;
  return (isOpaque ? picture.removeAlpha() : picture).png().toBuffer();
}

/** PNG with a chunk before its pixels (PNG 3, section 5). */
export function pngWith(png: Buffer, type: string, data: Buffer): Buffer {
  const afterHeader = 8 + 25;
  return Buffer.concat([png.subarray(0, afterHeader), chunk(type, data), png.subarray(afterHeader)]);
}

/** Colours by numbers (ITU-T H.273): primaries and transfer; RGB in the full range. */
export function coloursOfPng(png: Buffer, primaries: number, transfer: number): Buffer {
  return pngWith(png, 'cICP', Buffer.from([primaries, transfer, 0, 1]));
}

/** PNG that says with which power its values become light. */
export function gammaOfPng(png: Buffer, gamma: number, { isSrgb = false } = {}): Buffer {
  const withGamma = pngWith(png, 'gAMA', numbers(Math.round(100_000 * gamma)));
  return isSrgb ? pngWith(withGamma, 'sRGB', Buffer.from([0])) : withGamma;
}

/** An animated PNG; what programs show that know no animations may be the first frame, or a picture of its own. */
export function animatedPng(still: Buffer, frames: readonly Buffer[], isFirstFrame: boolean): Buffer {
  const shown = isFirstFrame ? [still, ...frames] : frames;
  const parts = [still.subarray(0, 33), chunk('acTL', numbers(shown.length, 0))];
  let sequence = 0;
  const control = (): Buffer =>
    // Width and height, where, for a second each, replacing what was there.
    chunk('fcTL', Buffer.concat([numbers(sequence++, width, height, 0, 0), Buffer.from([0, 1, 0, 1, 0, 0])]));
  if (isFirstFrame) parts.push(control());
  parts.push(chunk('IDAT', pixelsOf(still)));
  for (const frame of frames) {
    parts.push(control(), chunk('fdAT', Buffer.concat([numbers(sequence++), pixelsOf(frame)])));
  }
  return Buffer.concat([...parts, chunk('IEND', Buffer.alloc(0))]);
}

/** GIF or WebP whose frames are these pictures. */
export async function animation(frames: readonly Buffer[], format: 'gif' | 'webp'): Promise<Buffer> {
  const raw = await Promise.all(frames.map((frame) => sharp(frame).ensureAlpha().raw().toBuffer()));
  const whole = sharp(Buffer.concat(raw), {
    raw: { width, height: height * frames.length, channels: 4, pageHeight: height },
  });
  const delay = frames.map(() => 500);
  return format === 'gif' ? whole.gif({ delay }).toBuffer() : whole.webp({ lossless: true, delay }).toBuffer();
}

/** AVIF of which only a part in the middle is to be shown (clean aperture; ISO 14496-12, section 12.1.4). */
export function croppedAvif(avif: Buffer, shownWidth: number, shownHeight: number): Buffer {
  return avifWith(avif, 'clap', numbers(shownWidth, 1, shownHeight, 1, 0, 1, 0, 1));
}

/** Colours of AVIF by numbers (ITU-T H.273): primaries and transfer; the matrix of BT.601 in the full range, as sharp writes it. */
export function coloursOfAvif(avif: Buffer, primaries: number, transfer: number): Buffer {
  return avifWith(
    avif,
    'colr',
    Buffer.concat([Buffer.from('nclx'), Buffer.from([0, primaries, 0, transfer, 0, 6, 128])]),
  );
}

/** AVIF whose stream alone says its colours, by the numbers of ITU-T H.273: they do not stand at a whole byte. */
export function coloursOfAvifStream(avif: Buffer, primaries: number, transfer: number): Buffer {
  const bits = (...values: number[]): string => values.map((value) => value.toString(2).padStart(8, '0')).join('');
  const start = avif.indexOf('mdat') + 4;
  const length = 32;
  const [srgb, srgbCurve] = [1, 13];
  const changed = bits(...avif.subarray(start, start + length)).replace(
    bits(srgb, srgbCurve),
    bits(primaries, transfer),
  );
  const out = Buffer.from(avif);
  for (let at = 0; at < length; at++) out[start + at] = parseInt(changed.slice(8 * at, 8 * at + 8), 2);
  return out;
}

/** AVIF of one item, with another property of it (ISO 23008-12, section 9.3). */
export function avifWith(avif: Buffer, type: string, content: Buffer): Buffer {
  const property = Buffer.concat([numbers(8 + content.length), Buffer.from(type), content]);
  const out = Buffer.from(avif);
  const [meta, iloc, iprp, ipco, ipma] = ['meta', 'iloc', 'iprp', 'ipco', 'ipma'].map((name) => out.indexOf(name) - 4);
  const grow = (box: number, by: number): void => void out.writeUInt32BE(out.readUInt32BE(box) + by, box);
  const endOfProperties = ipco + out.readUInt32BE(ipco);
  let count = 0;
  for (let at = ipco + 8; at < endOfProperties; at += out.readUInt32BE(at)) count++;
  // After version, flags, count and the item's id: how many properties, and a byte for each.
  const associations = ipma + 18;
  const endOfAssociations = associations + 1 + out[associations];
  grow(ipco, property.length);
  grow(ipma, 1);
  for (const box of [iprp, meta]) grow(box, property.length + 1);
  // After version, flags, sizes, count, id, reference and count: where the item's bytes begin.
  grow(iloc + 8 + 4 + 2 + 2 + 2 + 2 + (out[iloc + 13] >> 4) + 2, property.length + 1);
  out[associations]++;
  const parts = [out.subarray(0, endOfProperties), property, out.subarray(endOfProperties, endOfAssociations)];
  return Buffer.concat([...parts, Buffer.from([0x80 | (count + 1)]), out.subarray(endOfAssociations)]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type), data]);
  return Buffer.concat([numbers(data.length), body, numbers(crc32(body))]);
}

/** The compressed pixels of a PNG. */
function pixelsOf(png: Buffer): Buffer {
  const parts: Buffer[] = [];
  for (let at = 8; at < png.length; at += 12 + png.readUInt32BE(at)) {
    if (png.toString('latin1', at + 4, at + 8) === 'IDAT')
      parts.push(png.subarray(at + 8, at + 8 + png.readUInt32BE(at)));
  }
  return Buffer.concat(parts);
}

function numbers(...values: readonly number[]): Buffer {
  const bytes = Buffer.alloc(4 * values.length);
  values.forEach((value, at) => bytes.writeUInt32BE(value, 4 * at));
  return bytes;
}
