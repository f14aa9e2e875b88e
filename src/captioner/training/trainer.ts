import * as l10n from '@vscode/l10n';
import * as tf from '@tensorflow/tfjs-core';
import { cloneParameters, type DecoderParameters } from '../decoder/parameters';
import { validationLoss } from '../decoder/teacherForcing';
import { Adam } from './adam';
import type { CheckpointStore, TrainingRecord } from './checkpoint';
import { decoderPart, EncoderTraining } from './encoderTraining';
import { layOutImages, TrainingOrder, type GridSource, type LessonOrder, type TrainingImage } from './examples';
import { ProjectedGridSource } from './projectedGrids';
import { takeLesson, type Lessons } from './lesson';
import { learningRateAt } from './settings';
import { TrainingError } from './trainingError';

export interface TrainingProgress {
  step: number;
  steps: number;
  /** Epochs done, in fractions. */
  epoch: number;
  epochs: number;
  /** Mean over the pieces since the last record, in nats. */
  loss: number;
  /** Of this step alone. */
  stepLoss: number;
  learningRate: number;
  /** Before clipping. */
  gradientNorm: number;
  /** Seconds a step, since the run began or was taken up; validations included. */
  secondsEach: number;
  secondsLeft: number;
}

export interface TrainingJob extends Lessons {
  /** The decoder's weights to begin with; the trainer takes ownership. Not read when a checkpoint is taken up. */
  start: () => DecoderParameters;
  training: readonly TrainingImage[];
  validation: readonly TrainingImage[];
  /** Which images each step sees, where it is not all of `training` in turn. */
  order?: LessonOrder;
  /** Validate before the first step too, so that `best` may be the weights that it began with. */
  validateFirst?: boolean;
  /** Validate after so many steps; after each epoch where it is not given. */
  validateEvery?: number;
  /** More figures to record at each validation, of the averaged weights. */
  measure?: (decoder: DecoderParameters, grids: GridSource) => Promise<Record<string, number>>;
  /** `best` gives the weights with the lowest validation loss, `last` those at the end. */
  keep: 'best' | 'last';
  /** Asked after each record whether to stop here; the run is saved, and goes on when it is taken up. */
  enough?: (records: readonly TrainingRecord[]) => boolean;
  /** Where the run is saved, and taken up from if something is there. */
  checkpoints?: CheckpointStore;
  /** Awaited between steps: lets more urgent work go first. */
  betweenSteps?: () => Promise<void>;
  /** Told once, with the step that the run begins with or is taken up at. */
  onStart?: (step: number) => Promise<void>;
  onProgress?: (progress: TrainingProgress) => void;
  onRecord?: (record: TrainingRecord) => void;
  signal?: AbortSignal;
}

export interface TrainingResult {
  /** The moving average of the weights, the encoder's among them; the caller disposes of them. */
  parameters: DecoderParameters;
  records: TrainingRecord[];
}

/** Seconds between two checkpoints within an epoch. */
const checkpointInterval = 300;

/**
 * Trains a decoder on captions under teacher forcing: `train` and `finetune` are both this.
 * @throws TrainingError if the loss is not finite; the signal's reason if it is aborted (a checkpoint is written first)
 */
export async function trainDecoder(job: TrainingJob): Promise<TrainingResult> {
  const { settings, shape } = job;
  const encoder = job.grids instanceof EncoderTraining ? job.grids : undefined;
  const order = job.order ?? new TrainingOrder(job.training, settings);
  const steps = Math.round(order.stepsPerEpoch * settings.epochs);
  const validateEvery = job.validateEvery ?? order.stepsPerEpoch;
  const saved = await job.checkpoints?.load(job);
  const adam = saved
    ? Adam.resume(saved.optimiser, saved.step, settings.averageDecay)
    : Adam.start({ ...job.start(), ...encoder?.start() }, settings.averageDecay);
  const records: TrainingRecord[] = saved?.records ?? [];
  const running = saved?.running ?? { loss: 0, pieces: 0, reward: 0 };
  let best: DecoderParameters | undefined = saved?.best;
  let savedAt = Date.now();
  const began = { time: Date.now(), step: adam.stepsTaken };

  const save = async (): Promise<void> => {
    await job.checkpoints?.save({
      settings,
      shape,
      step: adam.stepsTaken,
      records,
      running,
      optimiser: adam.state(),
      best,
    });
    savedAt = Date.now();
  };

  const takeRecord = async (): Promise<void> => {
    const lowest = Math.min(...records.map((record) => record.validationLoss));
    const grids = gridsSeenBy(adam.averaged, job);
    const record: TrainingRecord = {
      step: adam.stepsTaken,
      epoch: adam.stepsTaken / order.stepsPerEpoch,
      loss: running.pieces > 0 ? running.loss / running.pieces : null,
      validationLoss: await meanValidationLoss(decoderPart(adam.averaged), grids, job),
      figures: {
        ...(job.selfCritical && running.pieces > 0 ? { reward: running.reward / running.pieces } : {}),
        ...(await job.measure?.(decoderPart(adam.averaged), grids)),
      },
    };
    records.push(record);
    Object.assign(running, { loss: 0, pieces: 0, reward: 0 });
    if (job.keep === 'best' && record.validationLoss < lowest) {
      if (best) tf.dispose(best);
      best = cloneParameters(adam.averaged);
    }
    job.onRecord?.(record);
    await save();
  };

  try {
    await job.onStart?.(adam.stepsTaken);
    if (job.validateFirst && records.length === 0) await takeRecord();
    while (adam.stepsTaken < steps && !job.enough?.(records)) {
      await job.betweenSteps?.();
      if (job.signal?.aborted) {
        await save();
        job.signal.throwIfAborted();
      }
      const step = adam.stepsTaken;
      const result = await takeLesson(job, order, step, adam.parameters);
      if (!Number.isFinite(result.loss)) {
        tf.dispose(result.gradients);
        throw new TrainingError(await divergedMessage(step, job.checkpoints));
      }
      const learningRate = learningRateAt(step, steps, settings);
      const gradientNorm = adam.step(result.gradients, learningRate, settings.clip, encoder?.rates);
      running.loss += result.loss * result.pieces;
      running.pieces += result.pieces;
      running.reward += result.reward * result.pieces;
      const secondsEach = (Date.now() - began.time) / 1000 / (adam.stepsTaken - began.step);
      job.onProgress?.({
        step: adam.stepsTaken,
        steps,
        epoch: adam.stepsTaken / order.stepsPerEpoch,
        epochs: settings.epochs,
        loss: running.loss / running.pieces,
        stepLoss: result.loss,
        learningRate,
        gradientNorm,
        secondsEach,
        secondsLeft: secondsEach * (steps - adam.stepsTaken),
      });

      if (adam.stepsTaken % validateEvery === 0 || adam.stepsTaken === steps) {
        await takeRecord();
      } else if (Date.now() - savedAt > checkpointInterval * 1000) {
        await save();
      }
    }
    return { parameters: best ?? cloneParameters(adam.averaged), records };
  } catch (error) {
    if (best) tf.dispose(best);
    throw error;
  } finally {
    adam.dispose();
  }
}

/** The annotation grids to measure with. */
function gridsSeenBy(parameters: DecoderParameters, { grids }: TrainingJob): GridSource {
  if (grids instanceof EncoderTraining) return grids.gridSource(parameters);
  return grids instanceof ProjectedGridSource ? grids.source : grids;
}

/** The mean loss a piece of the validation captions, in nats; 0 without any. */
async function meanValidationLoss(parameters: DecoderParameters, grids: GridSource, job: TrainingJob): Promise<number> {
  const { imagesPerStep, maxPieces } = job.settings;
  let loss = 0;
  let pieces = 0;
  for (let first = 0; first < job.validation.length; first += imagesPerStep) {
    await job.betweenSteps?.();
    const images = job.validation.slice(first, first + imagesPerStep);
    const batch = {
      ...layOutImages(images, maxPieces),
      grids: await grids.grids(images.map(({ image }) => image)),
    };
    const result = validationLoss(parameters, job.shape, batch);
    batch.grids.dispose();
    loss += result.loss * result.pieces;
    pieces += result.pieces;
  }
  return pieces > 0 ? loss / pieces : 0;
}

async function divergedMessage(step: number, checkpoints: CheckpointStore | undefined): Promise<string> {
  const wayOut = (await checkpoints?.exists())
    ? l10n.t(
        'The last good checkpoint is in {0}. A run with a lower learning rate, in another folder, may do better.',
        checkpoints?.directory ?? '',
      )
    : l10n.t('Nothing was saved yet; try a lower learning rate.');
  return l10n.t('Training stopped at step {0}: the loss is no longer a finite number. {1}', step + 1, wayOut);
}
