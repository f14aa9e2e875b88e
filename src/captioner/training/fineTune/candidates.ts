import path from 'node:path';
import * as tf from '@tensorflow/tfjs-core';
import { cloneParameters, type DecoderParameters } from '../../decoder/parameters';
import type { DecoderShape } from '../../decoder/shape';
import type { Vocabulary } from '../../vocabulary/vocabulary';
import { toTrainingImages } from '../captionedImage';
import { CheckpointStore, type TrainingRecord } from '../checkpoint';
import type { TrainingImage } from '../examples';
import type { ProjectedGridSource } from '../projectedGrids';
import type { TrainingSettings } from '../settings';
import { Teacher } from '../teacher';
import { trainDecoder, type TrainingResult } from '../trainer';
import type { Correction, FineTuneJob } from './fineTune';
import type { HouseStyle } from './houseStyle';
import type { FineTuneRecipe } from './recipe';
import { movedPieces, toReplay, type OwnCaption } from './replay';
import { ReplayOrder } from './replayOrder';
import type { FineTuneReport } from './report';

export interface CandidatesJob extends Pick<
  FineTuneJob,
  'base' | 'workFolder' | 'onProgress' | 'betweenSteps' | 'signal'
> {
  recipe: FineTuneRecipe;
  settings: TrainingSettings;
  shape: DecoderShape;
  /** They stay the caller's. */
  start: DecoderParameters;
  vocabulary: Vocabulary;
  train: readonly Correction[];
  heldOut: readonly Correction[];
  own: readonly OwnCaption[];
  style: HouseStyle;
  projected: ProjectedGridSource;
}

/** Replay protects what the model knows beside the corrections, so that doing without has to be better by so much. */
const replayAdvantage = 0.97;

/**
 * Trains with and without replay for some steps, and goes on with what has the lower loss on the held-out images: replayed
 * captions hold what the model knows, but contradict a style that cannot be seen from outside (another language, say).
 * @returns the weights that did best; the caller disposes of them
 */
export async function trainCandidates(
  job: CandidatesJob,
): Promise<{ parameters: DecoderParameters; curves: FineTuneReport['curves'] }> {
  const { compareAfter, patience } = job.recipe;
  const compared = (records: readonly TrainingRecord[]): boolean => (records.at(-1)?.step ?? 0) >= compareAfter;
  const first = await trainCandidate(job, true, compared);
  tf.dispose(first.parameters);
  const second = await trainCandidate(job, false, compared);
  tf.dispose(second.parameters);
  const replay = lowest(first.records) * replayAdvantage <= lowest(second.records);
  const kept = await trainCandidate(job, replay, (records) => !stillLearns(records, patience));
  const curves = [
    { replay, points: toPoints(kept.records) },
    { replay: !replay, points: toPoints((replay ? second : first).records) },
  ];
  return { parameters: kept.parameters, curves };
}

async function trainCandidate(
  job: CandidatesJob,
  replay: boolean,
  enough: (records: readonly TrainingRecord[]) => boolean,
): Promise<TrainingResult> {
  const { base, recipe, settings, vocabulary, projected } = job;
  const training = toTrainingImages(job.train, vocabulary, 'asWritten').map((image, at): TrainingImage => {
    return job.train[at].onlyAccepted ? { ...image, weight: recipe.acceptedWeight } : image;
  });
  const replayed = replay ? toReplay(job.own, job.style, base.vocabulary, vocabulary) : [];
  const moved = movedPieces(job.style, base.vocabulary, vocabulary);
  let heldOutLoss: number | undefined;
  return trainDecoder({
    shape: job.shape,
    settings,
    start: () => cloneParameters(job.start),
    training,
    order: new ReplayOrder(training, replayed, settings, recipe.replayedPerStep),
    teacher: new Teacher(base.decoder.shape, base.decoder.parameters, moved),
    validation: toTrainingImages(job.heldOut, vocabulary, 'asWritten'),
    validateFirst: true,
    grids: projected,
    validateEvery: recipe.validateEvery,
    keep: 'best',
    enough,
    checkpoints: job.workFolder
      ? new CheckpointStore(path.join(job.workFolder, replay ? 'with-replay' : 'without-replay'))
      : undefined,
    betweenSteps: job.betweenSteps,
    signal: job.signal,
    onProgress: (progress) => job.onProgress?.({ ...progress, heldOutLoss }),
    onRecord: (record) => (heldOutLoss = record.validationLoss),
  });
}

function lowest(records: readonly TrainingRecord[]): number {
  return Math.min(...records.map(({ validationLoss }) => validationLoss));
}

function stillLearns(records: readonly TrainingRecord[], patience: number): boolean {
  const best = records.findIndex(({ validationLoss }) => validationLoss === lowest(records));
  return records.length - 1 - best < patience;
}

function toPoints(records: readonly TrainingRecord[]): { step: number; loss: number | null; heldOutLoss: number }[] {
  return records.map(({ step, loss, validationLoss }) => ({ step, loss, heldOutLoss: validationLoss }));
}
