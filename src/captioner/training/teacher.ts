import * as tf from '@tensorflow/tfjs-core';
import { layOutCaptions, type CaptionLayout, type TaughtPieces } from '../decoder/captionBatch';
import type { Decoder } from '../decoder/decoder';
import { probabilitiesAt } from '../decoder/teacherForcing';
import type { TrainingImage } from './examples';
import type { ProjectedGridSource } from './projectedGrids';

const imagesAtATime = 16;

export interface TeacherOptions {
  /** The model that is the teacher. */
  decoder: Decoder;
  grids: ProjectedGridSource;
  /** Those with `taught`; others are left out. */
  images: readonly TrainingImage[];
  /**
   * For each piece of the learner the teacher's piece whose probability it gets, the size of the teacher's vocabulary for none;
   * where both have the same vocabulary it is not needed.
   */
  moved?: Int32Array;
  betweenSteps?: () => Promise<void>;
  signal?: AbortSignal;
}

/** What the teacher says of one image's caption, at those of the learner's steps that it says something of. */
interface Lesson {
  steps: number[];
  /** [steps, vocabulary of the learner] */
  probabilities: tf.Tensor2D;
}

/**
 * The model that a training began with, as a teacher (Hinton, Vinyals and Dean 2015; against forgetting, Li and Hoiem 2016): in
 * a caption that is replayed, the learner is to give all pieces the probabilities that the teacher gives them, and not only
 * the next one.
 *
 * The caption that the learner reads may have other words in some places than the one that the teacher reads. `taught.places`
 * says for each step of the learner's caption which step of the teacher's caption (`taught.pieces`) it is, −1 where the words
 * differ: there the learner's own next piece is all that counts.
 */
export class Teacher {
  private constructor(private readonly lessons: ReadonlyMap<TrainingImage, Lesson>) {}

  /**
   * Asks the model once about all captions, as each comes many times. The caller disposes of the teacher.
   * @throws the signal's reason if it is aborted
   */
  static async of(options: TeacherOptions): Promise<Teacher> {
    const lessons = new Map<TrainingImage, Lesson>();
    const teacher = new Teacher(lessons);
    const taught = options.images.filter((image) => image.taught?.places.some((place) => place >= 0));
    try {
      for (let first = 0; first < taught.length; first += imagesAtATime) {
        await options.betweenSteps?.();
        options.signal?.throwIfAborted();
        const some = taught.slice(first, first + imagesAtATime);
        (await ask(some, options)).forEach((lesson, at) => lessons.set(some[at], lesson));
      }
      return teacher;
    } catch (error) {
      teacher.dispose();
      throw error;
    }
  }

  /**
   * @param layout of the images' captions, one each where one of them is taught
   * @returns nothing where no image is taught; the caller disposes of the probabilities
   */
  teach(images: readonly TrainingImage[], layout: CaptionLayout): TaughtPieces | undefined {
    const places: number[] = [];
    const probabilities: tf.Tensor2D[] = [];
    images.forEach((image, row) => {
      const lesson = this.lessons.get(image);
      if (!lesson) return;
      if (layout.lengths[row] <= lesson.steps[lesson.steps.length - 1])
        throw new RangeError('A caption that is replayed is longer than those that are learned.');
      places.push(...lesson.steps.map((step) => step * images.length + row));
      probabilities.push(lesson.probabilities);
    });
    if (places.length === 0) return undefined;
    return { places: Int32Array.from(places), probabilities: tf.concat(probabilities) as tf.Tensor2D };
  }

  dispose(): void {
    for (const { probabilities } of this.lessons.values()) probabilities.dispose();
  }
}

async function ask(images: readonly TrainingImage[], { decoder, grids, moved }: TeacherOptions): Promise<Lesson[]> {
  const taught = images.map((one) => one.taught ?? { pieces: [], places: new Int32Array() });
  const read = layOutCaptions(
    taught.map(({ pieces }) => [pieces]),
    Infinity,
  );
  const steps = taught.map(({ places }) => [...places.keys()].filter((step) => places[step] >= 0));
  const asked = steps.flatMap((own, row) => own.map((step) => taught[row].places[step] * images.length + row));
  const seen = await grids.look(images.map(({ image }) => image));
  const all = tf.tidy(() => {
    const batch = { ...read, ...seen };
    return forLearner(probabilitiesAt(decoder.parameters, decoder.shape, batch, Int32Array.from(asked)), moved);
  });
  const sizes = steps.map((own) => own.length);
  const parts: tf.Tensor2D[] = tf.split(all, sizes, 0);
  tf.dispose([seen, all]);
  return parts.map((probabilities, at) => ({ steps: steps[at], probabilities }));
}

function forLearner(probabilities: tf.Tensor2D, moved: Int32Array | undefined): tf.Tensor2D {
  if (!moved) return probabilities;
  const withNone = tf.concat([probabilities, tf.zeros([probabilities.shape[0], 1])], 1);
  return tf.gather(withNone, tf.tensor1d(moved, 'int32'), 1) as tf.Tensor2D;
}
