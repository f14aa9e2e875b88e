import { areOtherColours } from './colourNumbers';
import type { Difference } from './difference';
import type { FileParts } from './fileParts';

/** More chunks before the pixels have no meaning. */
const mostChunks = 1_000;
/** Shares of 1 by which a gamma and chromaticities may differ from those of sRGB. */
const tolerance = { gamma: 0.03, chromaticity: 0.01 };
const gammaOfSrgb = 1 / 2.2;
/** White, red, green and blue, x and y (PNG 3, section 11.3.2.1). */
const chromaticitiesOfSrgb: readonly number[] = [0.3127, 0.329, 0.64, 0.33, 0.3, 0.6, 0.15, 0.06];

/** What stands before the pixels of a PNG says whether it is an animation, and which colours it has (PNG 3, section 11.3). */
export async function pngDifference(file: FileParts): Promise<Difference | undefined> {
  const chunks = new Map<string, Buffer>();
  let at = 8;
  for (let count = 0; count < mostChunks; count++) {
    const head = await file.read(at, 8);
    if (head.length < 8) break;
    const length = head.readUInt32BE(0);
    const type = head.toString('latin1', 4);
    if (type === 'IDAT') break;
    chunks.set(type, Buffer.from(await file.read(at + 8, Math.min(length, 32))));
    at += 12 + length;
  }
  const frames = chunks.get('acTL');
  if (frames && frames.length >= 8 && frames.readUInt32BE(0) > 0)
    return chunks.has('fcTL') ? 'animation' : 'besideAnimation';
  return hasOtherColours(chunks) ? 'colours' : undefined;
}

/** Of what says which colours there are, one counts: cICP before a profile, that before sRGB, that before gAMA and cHRM. */
function hasOtherColours(chunks: ReadonlyMap<string, Buffer>): boolean {
  const numbers = chunks.get('cICP');
  if (numbers && numbers.length >= 4) return areOtherColours(numbers[0], numbers[1], 'png');
  const gamma = chunks.get('gAMA');
  // A profile is applied here, too; chromaticities without a gamma are left alone by browsers.
  if (chunks.has('iCCP') || chunks.has('sRGB') || !gamma || gamma.length < 4) return false;
  const isOther = (value: number, wanted: number, by: number): boolean => Math.abs(value / 100_000 - wanted) > by;
  if (isOther(gamma.readUInt32BE(0), gammaOfSrgb, tolerance.gamma)) return true;
  const places = chunks.get('cHRM');
  if (!places || places.length < 32) return false;
  return chromaticitiesOfSrgb.some((wanted, index) =>
    isOther(places.readUInt32BE(4 * index), wanted, tolerance.chromaticity),
  );
}
