import { meanGrids } from '../calibration/calibration';
import { tokenise } from '../metrics/tokenise';
import type { ImageCaptions } from '../training/captionedImage';
import type { GridSource } from '../training/examples';
import type { ObjectClassifier } from './objectClassifier';
import { wordsFor, type NamedClass, type ObjectTable } from './objectTable';
import { leastSeen } from './reliability';

const imagesAtATime = 32;

/** Of what captions elsewhere told, in images in which the thing is seen for sure. */
const mostRemembered = 3;

type Counts = NonNullable<NamedClass['learned']>;

/** Captions to learn from which objects are named. */
export interface NamingLesson {
  images: readonly ImageCaptions[];
  grids: GridSource;
  betweenSteps?: () => Promise<void>;
  signal?: AbortSignal;
}

/**
 * Counts, of what the classifier sees in captioned images, what people name: some classes are seen where there is nothing of the
 * kind, and some things nobody speaks of.
 * @returns the table with these counts added to those that it had, of which it keeps as much as a person's captions can outweigh
 * @throws the signal's reason if it is aborted
 */
export async function learnNaming(
  table: ObjectTable,
  classifier: ObjectClassifier,
  { images, grids, betweenSteps, signal }: NamingLesson,
): Promise<ObjectTable> {
  const names = table.objects.map((object) => wordsFor(object).map(tokenise));
  const counts = table.objects.map(({ learned }) => remembered(learned));
  for (let first = 0; first < images.length; first += imagesAtATime) {
    await betweenSteps?.();
    signal?.throwIfAborted();
    const some = images.slice(first, first + imagesAtATime);
    const batch = await grids.grids(some.map(({ image }) => image));
    const classes = meanGrids(batch, classifier.channels).map((mean) => classifier.probabilities(mean));
    batch.dispose();
    some.forEach(({ captions }, at) => {
      const said = captions.map(tokenise);
      table.objects.forEach((object, place) => {
        const probability = probabilityOf(object, classes[at]);
        if (probability < leastSeen) return;
        counts[place].seen += probability;
        if (names[place].some((name) => said.some((words) => says(words, name)))) counts[place].named += probability;
      });
    });
  }
  const objects = table.objects.map((object, place) => ({ ...object, learned: rounded(counts[place]) }));
  return { ...table, objects };
}

/** What was learned before, in proportion, so that it counts no more than some images. */
function remembered({ seen, named }: Counts = { seen: 0, named: 0 }): Counts {
  const share = Math.min(1, mostRemembered / Math.max(seen, mostRemembered));
  return { seen: seen * share, named: named * share };
}

/** That there is such a thing, as the classifier says: the sum of its classes. */
export function probabilityOf({ classes }: { classes: readonly number[] }, probabilities: Float32Array): number {
  return classes.reduce((sum, one) => sum + probabilities[one], 0);
}

/** Whether words have others in them, in a row. */
export function says(words: readonly string[], name: readonly string[]): boolean {
  return words.some((_, at) => name.every((word, offset) => words[at + offset] === word));
}

function rounded({ seen, named }: Counts): Counts {
  return { seen: Math.round(seen * 100) / 100, named: Math.round(named * 100) / 100 };
}
