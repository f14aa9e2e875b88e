import * as tf from '@tensorflow/tfjs-core';
import { layOutCaptions, type CaptionLayout, type TaughtPieces } from '../decoder/captionBatch';
import type { DecoderParameters } from '../decoder/parameters';
import type { DecoderShape } from '../decoder/shape';
import { probabilitiesAt } from '../decoder/teacherForcing';
import type { TrainingImage } from './examples';

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
  /**
   * The weights stay the caller's and have to outlive the teacher.
   * @param moved for each piece of the learner the teacher's piece whose probability it gets, `shape.vocabulary` for none; where
   *   both have the same vocabulary it is not needed
   */
  constructor(
    private readonly shape: DecoderShape,
    private readonly parameters: DecoderParameters,
    private readonly moved?: Int32Array,
  ) {}

  /**
   * @param layout of the images' captions, one each where one of them is taught
   * @param seen what the images look like, as in a `CaptionBatch`
   * @returns nothing where no image is taught; the caller disposes of the probabilities
   */
  teach(
    images: readonly TrainingImage[],
    layout: CaptionLayout,
    seen: { grids: tf.Tensor3D; image?: tf.Tensor2D },
  ): TaughtPieces | undefined {
    const taught = images.flatMap((one, row) => (one.taught ? [{ row, ...one.taught }] : []));
    if (taught.length === 0) return undefined;
    const read = layOutCaptions(
      taught.map(({ pieces }) => [pieces]),
      layout.steps,
    );
    const places: number[] = [];
    const readPlaces: number[] = [];
    for (let step = 0; step < layout.steps; step++) {
      taught.forEach(({ row, places: steps }, at) => {
        const from = steps.at(step) ?? -1;
        if (step >= layout.lengths[row] || from < 0 || from >= read.lengths[at]) return;
        places.push(step * images.length + row);
        readPlaces.push(from * taught.length + at);
      });
    }
    const probabilities = tf.tidy(() => {
      const rows = tf.tensor1d(
        taught.map(({ row }) => row),
        'int32',
      );
      const batch = { ...read, grids: tf.gather(seen.grids, rows), image: seen.image && tf.gather(seen.image, rows) };
      return this.forLearner(probabilitiesAt(this.parameters, this.shape, batch, Int32Array.from(readPlaces)));
    });
    return { places: Int32Array.from(places), probabilities };
  }

  private forLearner(probabilities: tf.Tensor2D): tf.Tensor2D {
    if (!this.moved) return probabilities;
    const withNone = tf.concat([probabilities, tf.zeros([probabilities.shape[0], 1])], 1);
    return tf.gather(withNone, tf.tensor1d(this.moved, 'int32'), 1) as tf.Tensor2D;
  }
}
