import { createHash } from 'node:crypto';
import { posix } from 'node:path';
import { imageKey } from '../images/fileName';
import type { ExportedImage } from './exportedImage';
import type { ImageSequence } from './imageSequence';

/** The names of splits, in the order of their shares. */
export const splitNames = ['train', 'validation', 'test'] as const;
export type SplitName = (typeof splitNames)[number];

/** How images are put into splits. */
export interface SplitRequest {
  /** As in 80/10/10: two or three shares of whatever sum. */
  shares: readonly number[];
  seed: number;
  /** Keeps the images of a folder together, as those of one scene or one person are too much alike. */
  byFolder: boolean;
}

/**
 * Puts images into splits, by a hash of seed and name: the same images always come into the same splits, and few change theirs when
 * images are added. Images keep their order.
 * @returns the places of the images of each split
 */
export function splitImages(
  images: ImageSequence<ExportedImage>,
  { shares, seed, byFolder }: SplitRequest,
): Map<SplitName, number[]> {
  const groupOf = ({ fileName }: ExportedImage): string => (byFolder ? posix.dirname(fileName) : imageKey(fileName));
  const sizes = new Map<string, number>();
  for (const image of images) {
    const group = groupOf(image);
    sizes.set(group, (sizes.get(group) ?? 0) + 1);
  }
  const groups = Array.from(sizes, ([name, size]) => ({ size, name }));
  const place = (name: string): string => createHash('sha256').update(`${seed} ${name}`).digest('hex');
  const inOrder = groups.map((group) => ({ ...group, place: place(group.name) }));
  inOrder.sort((one, other) => (one.place < other.place ? -1 : 1));
  const ends = endsOf(shares, images.length);
  const splitOf = new Map<string, SplitName>();
  let before = 0;
  for (const { name, size } of inOrder) {
    const middle = before + size / 2;
    const at = ends.findIndex((end) => middle < end);
    splitOf.set(name, splitNames[at < 0 ? shares.length - 1 : at]);
    before += size;
  }
  const splits = new Map<SplitName, number[]>(splitNames.slice(0, shares.length).map((name) => [name, []]));
  for (let at = 0; at < images.length; at++) splits.get(splitOf.get(groupOf(images.imageAt(at))) ?? 'train')?.push(at);
  return splits;
}

/** Up to which image each split goes, rounded. */
function endsOf(shares: readonly number[], count: number): number[] {
  const sum = shares.reduce((total, share) => total + share, 0);
  let share = 0;
  return shares.map((each) => Math.round(((share += each) / sum) * count));
}
