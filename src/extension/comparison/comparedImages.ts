import { randomInt } from 'node:crypto';
import { seededRandom, shuffle } from '../../dataset/random';
import type { CaptionSession } from '../editor/captionSession';
import type { ComparedImage } from './modelComparison';

/** The images that an editor shows, in its order; each once, and only those that are there. */
export function shownImages({ captions, entries }: CaptionSession): ComparedImage[] {
  const images = new Map<string, ComparedImage>();
  for (const entry of entries.all) {
    const image = captions.image(entry);
    if (entry.problem !== undefined || 'problem' in image || images.has(image.path)) continue;
    images.set(image.path, { key: entry.key, fileName: entry.fileName, path: image.path });
  }
  return [...images.values()];
}

/** So many of them by chance, in the same order. */
export function drawnImages(images: readonly ComparedImage[], count: number): ComparedImage[] {
  const drawn = new Set(shuffle(images, seededRandom(randomInt(2 ** 31))).slice(0, count));
  return images.filter((image) => drawn.has(image));
}
