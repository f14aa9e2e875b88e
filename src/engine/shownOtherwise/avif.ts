import { areOtherColours } from './colourNumbers';
import type { Difference } from './difference';
import type { FileParts } from './fileParts';

/** What describes an image takes some hundred bytes, and of a large one in tiles some thousand. */
const longestMeta = 1 << 20;
const mostBoxes = 1_000;

interface Box {
  type: string;
  content: Buffer;
}

/** What an AVIF says of itself: that it moves, that a part of it is to be shown, and which colours it has. */
export async function avifDifference(file: FileParts): Promise<Difference | undefined> {
  const { isAnimation, properties } = await readAvifHead(file);
  if (isAnimation) return 'animation';
  if (properties.some(({ type }) => type === 'clap')) return 'cropped';
  const colours = properties.filter(({ type }) => type === 'colr').map(({ content }) => content);
  // A profile is applied here, too, and counts before numbers.
  if (colours.some((content) => /^(prof|rICC)/.test(content.toString('latin1', 0, 4)))) return undefined;
  return colours.some(isOther) ? 'colours' : undefined;
}

/** The properties of the images in an AVIF file (ISO 23008-12, section 6.5), as far as they stand before an animation. */
export async function readAvifHead(file: FileParts): Promise<{ isAnimation: boolean; properties: Box[] }> {
  let properties: Box[] = [];
  let at = 0;
  for (let count = 0; count < mostBoxes; count++) {
    const head = await file.read(at, 16);
    if (head.length < 8) break;
    const type = head.toString('latin1', 4, 8);
    if (type === 'moov') return { isAnimation: true, properties };
    const { start, length } = sizeOf(head, file.size - at);
    if (type === 'meta')
      properties = propertiesIn(await file.read(at + start + 4, Math.min(length, longestMeta) - start - 4));
    at += Math.max(8, length);
  }
  return { isAnimation: false, properties };
}

function isOther(colour: Buffer): boolean {
  if (colour.toString('latin1', 0, 4) !== 'nclx' || colour.length < 8) return false;
  return areOtherColours(colour.readUInt16BE(4), colour.readUInt16BE(6), 'avif');
}

/** @param content of a box `meta`, behind its version */
function propertiesIn(content: Buffer): Box[] {
  const inside = (boxes: readonly Box[], type: string): Box[] =>
    boxes.filter((box) => box.type === type).flatMap((box) => boxesIn(box.content));
  return inside(inside(boxesIn(content), 'iprp'), 'ipco');
}

function boxesIn(content: Buffer): Box[] {
  const boxes: Box[] = [];
  for (let at = 0; at + 8 <= content.length && boxes.length < mostBoxes;) {
    const { start, length } = sizeOf(content.subarray(at, at + 16), content.length - at);
    boxes.push({
      type: content.toString('latin1', at + 4, at + 8),
      content: content.subarray(at + start, at + length),
    });
    at += Math.max(8, length);
  }
  return boxes;
}

/**
 * Where the content of a box begins, and how long the box is (ISO 14496-12, section 4.2).
 * @param rest all that there is; one of length 0 goes that far
 */
function sizeOf(head: Buffer, rest: number): { start: number; length: number } {
  const length = head.readUInt32BE(0);
  if (length === 1 && head.length >= 16) return { start: 16, length: Number(head.readBigUInt64BE(8)) };
  return { start: 8, length: length === 0 ? rest : length };
}
