import { randomInt } from 'node:crypto';
import { captionOf } from '../../dataset/rows/row';
import type { Entry } from '../../dataset/list/entry';
import { seededRandom, shuffle } from '../../dataset/collections/random';
import type { CaptionSession } from '../editor/captionSession';
import type { Model } from '../models/modelLibrary';
import type { ComparedImage } from './modelComparison';

/** The images that an editor shows, in its order; each once, and only those that are there. */
export function shownImages(
  { captions, entries }: Pick<CaptionSession, 'captions' | 'entries'>,
  models: readonly Model[],
): ComparedImage[] {
  const learned = lastLearning(models);
  const images = new Map<string, ComparedImage>();
  for (const entry of entries.all) {
    const image = captions.image(entry);
    if (entry.problem !== undefined || 'problem' in image || images.has(image.path)) continue;
    const mayBeLearned = (entry.group?.entries ?? []).some((each) => wasThere(each, learned));
    images.set(image.path, { key: entry.key, fileName: entry.fileName, path: image.path, mayBeLearned });
  }
  return [...images.values()];
}

/** So many of them by chance, in the same order. */
export function drawnImages(images: readonly ComparedImage[], count: number): ComparedImage[] {
  const drawn = new Set(shuffle(images, seededRandom(randomInt(2 ** 31))).slice(0, count));
  return images.filter((image) => drawn.has(image));
}

/** When the last of the models was made that was not there from the beginning, in milliseconds. */
function lastLearning(models: readonly Model[]): number {
  const own = models.filter(({ bundled }) => !bundled);
  return Math.max(...own.map(({ description }) => Date.parse(description.created) || Infinity), -Infinity);
}

/**
 * Whether somebody's caption stood in a row by then. Which images a model has learned from it does not say, as it would tell of them to
 * whoever gets it; so each that it can have learned from counts.
 */
function wasThere({ row }: Entry, by: number): boolean {
  if (!row || row.status === 'excluded' || row.status === 'suggested' || captionOf(row).trim() === '') return false;
  return (Date.parse(row.updated) || -Infinity) <= by;
}
