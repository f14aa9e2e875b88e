import * as tf from '@tensorflow/tfjs-core';
import type { TaughtPieces } from '../decoder/captionBatch';
import { Decoder } from '../decoder/decoder';
import { DropoutSource } from '../decoder/dropout';
import type { DecoderParameters } from '../decoder/parameters';
import type { DecoderShape } from '../decoder/shape';
import { lossAndGradients, type TrainingStep } from '../decoder/teacherForcing';
import { seededRandom } from '../../dataset/collections/random';
import { decoderPart, EncoderTraining } from './encoderTraining';
import { layOutImages, type GridSource, type LessonOrder } from './examples';
import { ProjectedGridSource, type SeenGrids } from './projectedGrids';
import type { SelfCriticalTeacher } from './selfCritical';
import type { TrainingSettings } from './settings';
import type { Teacher } from './teacher';

/** What a step of training is made of. */
export interface Lessons {
  shape: DecoderShape;
  settings: TrainingSettings;
  /**
   * Where annotation grids come from: a frozen encoder, one whose last blocks learn too, or a frozen one with projections that
   * are frozen too.
   */
  grids: GridSource | EncoderTraining | ProjectedGridSource;
  /** What images speak for themselves, beside which the decoder learns. */
  evidence?: EvidenceSource;
  /** Stands behind captions that are replayed. */
  teacher?: Teacher;
  /** Chooses the captions to learn; where there is none, they are people's. */
  selfCritical?: SelfCriticalTeacher;
}

/** Where the evidence of images comes from; see `PieceEvidence`. */
export interface EvidenceSource {
  /** @returns [images, vocabulary]; the caller disposes of it */
  of(images: readonly number[]): Promise<tf.Tensor2D>;
}

/** What one step found out. */
export interface LessonResult extends Omit<TrainingStep, 'gridGradient'> {
  /** Mean reward of the sampled captions; 0 where none are. */
  reward: number;
}

/** Everything by chance in a step has a use of its own, so that none depends on what another draws. */
const uses = { dropout: 3, samples: 4, mirrors: 5 };

/** The loss of one step, and the gradients of all weights that learn. */
export async function takeLesson(
  lessons: Lessons,
  order: LessonOrder,
  step: number,
  parameters: DecoderParameters,
): Promise<LessonResult> {
  const { settings, shape, selfCritical, grids } = lessons;
  const learns = grids instanceof EncoderTraining;
  const images = order.imagesOf(step);
  const indices = images.map(({ image }) => image);
  const mirrors = seededRandom(order.seedOf(step, uses.mirrors));
  const seen: SeenGrids & { features?: tf.Tensor4D } = learns
    ? await grids.look(parameters, indices, mirrors)
    : grids instanceof ProjectedGridSource
      ? await grids.look(indices)
      : { grids: await grids.grids(indices) };
  const evidence = await lessons.evidence?.of(indices);
  let taught: TaughtPieces | undefined;
  const ofDecoder = decoderPart(parameters);
  const decoder = new Decoder(shape, ofDecoder);
  try {
    const { layout, reward } = selfCritical
      ? selfCritical.lesson(decoder, seen.grids, images, {
          maxPieces: settings.maxPieces,
          seed: order.seedOf(step, uses.samples),
        })
      : { layout: layOutImages(images, settings.maxPieces), reward: 0 };
    taught = lessons.teacher?.teach(images, layout);
    const { gridGradient, ...result } = lossAndGradients(
      ofDecoder,
      shape,
      { ...layout, grids: seen.grids, projected: seen.projected, taught, evidence },
      settings,
      new DropoutSource(order.seedOf(step, uses.dropout)),
      learns,
    );
    if (!learns || !seen.features || !gridGradient) return { ...result, reward };
    const ofEncoder = grids.gradients(parameters, seen.features, gridGradient);
    gridGradient.dispose();
    return { ...result, gradients: { ...result.gradients, ...ofEncoder }, reward };
  } finally {
    decoder.forget();
    tf.dispose({ ...seen, evidence, taught: taught?.probabilities });
  }
}
