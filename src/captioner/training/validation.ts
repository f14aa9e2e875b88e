import * as tf from '@tensorflow/tfjs-core';
import type { DecoderParameters } from '../decoder/parameters';
import { validationLoss } from '../decoder/teacherForcing';
import { EncoderTraining } from './encoderTraining';
import { layOutImages, type GridSource } from './examples';
import { ProjectedGridSource, type SeenGrids } from './projectedGrids';
import type { TrainingJob } from './trainingJob';

/** The annotation grids to measure with. */
export function gridsSeenBy(parameters: DecoderParameters, { grids }: TrainingJob): GridSource {
  if (grids instanceof EncoderTraining) return grids.gridSource(parameters);
  return grids instanceof ProjectedGridSource ? grids.source : grids;
}

/** The mean loss a piece of the validation captions, in nats; 0 without any. */
export async function meanValidationLoss(
  parameters: DecoderParameters,
  grids: GridSource,
  job: TrainingJob,
): Promise<number> {
  const { imagesPerStep, maxPieces } = job.settings;
  let loss = 0;
  let pieces = 0;
  for (let first = 0; first < job.validation.length; first += imagesPerStep) {
    await job.betweenSteps?.();
    const images = job.validation.slice(first, first + imagesPerStep);
    const indices = images.map(({ image }) => image);
    const seen: SeenGrids =
      job.grids instanceof ProjectedGridSource ? await job.grids.look(indices) : { grids: await grids.grids(indices) };
    const evidence = await job.evidence?.of(indices);
    const batch = { ...layOutImages(images, maxPieces), ...seen, evidence };
    const result = validationLoss(parameters, job.shape, batch);
    tf.dispose({ ...seen, evidence });
    loss += result.loss * result.pieces;
    pieces += result.pieces;
  }
  return pieces > 0 ? loss / pieces : 0;
}
