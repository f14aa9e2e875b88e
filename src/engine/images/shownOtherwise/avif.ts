import { av1Colours, streamHeadLength } from './av1Colours';
import { areOtherColours } from './colourNumbers';
import type { Difference } from './difference';
import type { FileParts } from './fileParts';
import { itemPlaces } from './itemPlaces';

/** What describes an image takes some hundred bytes, and of a large one in tiles some thousand. */
const longestMeta = 1 << 20;
const mostBoxes = 1_000;
/** A large picture has an item for each of its tiles, and all say the same. */
const mostStreams = 4;

interface Box {
  type: string;
  content: Buffer;
}

/** What an AVIF says of itself: that it moves, that a part of it is to be shown, and which colours it has. */
export async function avifDifference(file: FileParts): Promise<Difference | undefined> {
  const { isAnimation, properties, places } = await readAvifHead(file);
  if (isAnimation) return 'animation';
  if (properties.some(({ type }) => type === 'clap')) return 'cropped';
  const colours = properties.filter(({ type }) => type === 'colr').map(({ content }) => content);
  // A profile is applied here, too, and counts before numbers.
  if (colours.some((content) => /^(prof|rICC)/.test(content.toString('latin1', 0, 4)))) return undefined;
  if (colours.some((content) => content.toString('latin1', 0, 4).startsWith('nclx')))
    return colours.some(isOther) ? 'colours' : undefined;
  // Where the file has no numbers, those of its streams count.
  for (const place of places.slice(0, mostStreams)) {
    const found = av1Colours(await file.read(place, streamHeadLength));
    if (found && areOtherColours(found.primaries, found.transfer, 'avif')) return 'colours';
  }
  return undefined;
}

/** What describes the images of an AVIF file, as far as it stands before an animation. */
interface AvifHead {
  isAnimation: boolean;
  /** ISO 23008-12, section 6.5. */
  properties: Box[];
  /** Where the streams of its images begin. */
  places: number[];
}

export async function readAvifHead(file: FileParts): Promise<AvifHead> {
  let properties: Box[] = [];
  let places: number[] = [];
  let at = 0;
  for (let count = 0; count < mostBoxes; count++) {
    const head = await file.read(at, 16);
    if (head.length < 8) break;
    const type = head.toString('latin1', 4, 8);
    if (type === 'moov') return { isAnimation: true, properties, places };
    const { start, length } = sizeOf(head, file.size - at);
    if (type === 'meta') {
      const boxes = boxesIn(await file.read(at + start + 4, Math.min(length, longestMeta) - start - 4));
      properties = inside(inside(boxes, 'iprp'), 'ipco');
      places = boxes.filter((box) => box.type === 'iloc').flatMap(({ content }) => itemPlaces(content));
    }
    at += Math.max(8, length);
  }
  return { isAnimation: false, properties, places };
}

function isOther(colour: Buffer): boolean {
  if (colour.toString('latin1', 0, 4) !== 'nclx' || colour.length < 8) return false;
  return areOtherColours(colour.readUInt16BE(4), colour.readUInt16BE(6), 'avif');
}

/** The boxes in those of one type. */
function inside(boxes: readonly Box[], type: string): Box[] {
  return boxes.filter((box) => box.type === type).flatMap((box) => boxesIn(box.content));
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
