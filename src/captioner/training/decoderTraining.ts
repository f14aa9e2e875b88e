import * as tf from '@tensorflow/tfjs-core';
import { cloneParameters, type DecoderParameters } from '../decoder/parameters';
import { Adam } from './adam';
import type { Checkpoint, TrainingRecord } from './checkpoint';
import { DivergedError } from './divergedError';
import { decoderPart, EncoderTraining } from './encoderTraining';
import { TrainingOrder, type LessonOrder } from './examples';
import { takeLesson, type LessonResult } from './lesson';
import { learningRateAt } from './settings';
import type { TrainingJob, TrainingResult } from './trainingJob';
import { gridsSeenBy, meanValidationLoss } from './validation';

/** Seconds between two checkpoints within an epoch. */
const checkpointInterval = 300;

/** A training that can stop for a while and go on. */
export class DecoderTraining {
  private readonly encoder: EncoderTraining | undefined;
  private readonly order: LessonOrder;
  private readonly steps: number;
  private readonly adam: Adam;
  private readonly running: Checkpoint['running'];
  readonly records: TrainingRecord[];
  private best: DecoderParameters | undefined;
  private saved: { step: number | undefined; time: number };

  private constructor(
    private readonly job: TrainingJob,
    checkpoint: Checkpoint | undefined,
  ) {
    const { settings } = job;
    this.encoder = job.grids instanceof EncoderTraining ? job.grids : undefined;
    this.order = job.order ?? new TrainingOrder(job.training, settings);
    this.steps = Math.round(this.order.stepsPerEpoch * settings.epochs);
    this.adam = checkpoint
      ? Adam.resume(checkpoint.optimiser, checkpoint.step, settings.averageDecay)
      : Adam.start({ ...job.start(), ...this.encoder?.start() }, settings.averageDecay);
    this.records = checkpoint?.records ?? [];
    this.running = checkpoint?.running ?? { loss: 0, pieces: 0, reward: 0 };
    this.best = checkpoint?.best;
    this.saved = { step: checkpoint?.step, time: Date.now() };
  }

  /** Begins at the beginning, or at the job's checkpoint. The caller disposes of it. */
  static async open(job: TrainingJob): Promise<DecoderTraining> {
    return new DecoderTraining(job, await job.checkpoints?.load(job));
  }

  get stepsTaken(): number {
    return this.adam.stepsTaken;
  }

  /**
   * Goes on until all steps are taken, and saves the run then.
   * @param enough asked after each record whether to stop there
   * @throws DivergedError if the loss is not finite; the signal's reason if it is aborted (a checkpoint is written first)
   */
  async train(enough: (records: readonly TrainingRecord[]) => boolean = () => false): Promise<void> {
    const { job, adam, order, steps } = this;
    const validateEvery = job.validateEvery ?? order.stepsPerEpoch;
    const began = { time: Date.now(), step: adam.stepsTaken };
    if (job.validateFirst && this.records.length === 0) await this.takeRecord();
    while (adam.stepsTaken < steps && !enough(this.records)) {
      await job.betweenSteps?.();
      if (job.signal?.aborted) {
        await this.save();
        job.signal.throwIfAborted();
      }
      this.learn(await takeLesson(job, order, adam.stepsTaken, adam.parameters), began);
      if (adam.stepsTaken % validateEvery === 0 || adam.stepsTaken === steps) await this.takeRecord();
      else await this.saveAfter(job.checkpointEvery ?? checkpointInterval);
    }
    await this.save();
  }

  /** The weights as the job wants them kept; the caller disposes of them. */
  result(): TrainingResult {
    const kept = this.job.keep === 'best' ? this.best : undefined;
    return { parameters: cloneParameters(kept ?? this.adam.averaged), records: this.records };
  }

  dispose(): void {
    if (this.best) tf.dispose(this.best);
    this.adam.dispose();
  }

  private learn(result: LessonResult, began: { time: number; step: number }): void {
    const { job, adam, running, order, steps } = this;
    const { settings } = job;
    const step = adam.stepsTaken;
    if (!Number.isFinite(result.loss)) {
      tf.dispose(result.gradients);
      throw new DivergedError(step + 1);
    }
    const learningRate = learningRateAt(step, steps, settings);
    const gradientNorm = adam.step(result.gradients, learningRate, settings.clip, this.encoder?.rates);
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
  }

  private async takeRecord(): Promise<void> {
    const { job, adam, running, records } = this;
    const lowest = Math.min(...records.map(({ validationLoss }) => validationLoss));
    const grids = gridsSeenBy(adam.averaged, job);
    const validationLoss = await meanValidationLoss(decoderPart(adam.averaged), grids, job);
    if (!Number.isFinite(validationLoss)) throw new DivergedError(adam.stepsTaken);
    const record: TrainingRecord = {
      step: adam.stepsTaken,
      epoch: adam.stepsTaken / this.order.stepsPerEpoch,
      loss: running.pieces > 0 ? running.loss / running.pieces : null,
      validationLoss,
      figures: {
        ...(job.selfCritical && running.pieces > 0 ? { reward: running.reward / running.pieces } : {}),
        ...(await job.measure?.(decoderPart(adam.averaged), grids)),
      },
    };
    records.push(record);
    Object.assign(running, { loss: 0, pieces: 0, reward: 0 });
    if (job.keep === 'best' && validationLoss < lowest) {
      if (this.best) tf.dispose(this.best);
      this.best = cloneParameters(adam.averaged);
    }
    job.onRecord?.(record);
    await this.saveAfter(job.checkpointEvery ?? 0);
  }

  private async saveAfter(seconds: number): Promise<void> {
    if (Date.now() - this.saved.time >= seconds * 1000) await this.save();
  }

  private async save(): Promise<void> {
    const { job, adam, records, running, best } = this;
    if (this.saved.step === adam.stepsTaken) return;
    const { settings, shape } = job;
    const step = adam.stepsTaken;
    await job.checkpoints?.save({ settings, shape, step, records, running, optimiser: adam.state(), best });
    this.saved = { step, time: Date.now() };
  }
}
