import path from 'node:path';
import { cloneParameters, type DecoderParameters } from '../../decoder/parameters';
import type { DecoderShape } from '../../decoder/shape';
import type { Vocabulary } from '../../vocabulary/vocabulary';
import { toTrainingImages } from '../captionedImage';
import { CheckpointStore, type TrainingRecord } from '../checkpoint';
import { DecoderTraining } from '../decoderTraining';
import type { TrainingImage } from '../examples';
import type { ProjectedGridSource } from '../projectedGrids';
import type { EvidenceSource } from '../lesson';
import type { TrainingSettings } from '../settings';
import { Teacher } from '../teacher';
import type { Correction, FineTuneJob } from './job';
import type { HouseStyle } from './houseStyle';
import { stepsBetween, type FineTuneRecipe } from './recipe';
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
  evidence?: EvidenceSource;
}

/** Replay protects what the model knows beside the corrections, so that doing without has to be better by so much. */
const replayAdvantage = 0.97;
/** Seconds between two checkpoints: each is some 100 MB, and the whole takes a minute or a few. */
const checkpointInterval = 20;

/**
 * Trains with and without replay for some steps, and goes on with what has the lower loss on the held-out images: replayed
 * captions hold what the model knows, but contradict a style that cannot be seen from outside. Where nothing is replayed there is
 * nothing to compare.
 * @returns the weights that did best; the caller disposes of them
 */
export async function trainCandidates(
  job: CandidatesJob,
): Promise<{ parameters: DecoderParameters; curves: FineTuneReport['curves'] }> {
  const compareAfter = job.recipe.comparedAfter * validateEvery(job);
  const compared = (records: readonly TrainingRecord[]): boolean => (records.at(-1)?.step ?? 0) >= compareAfter;
  const candidates: { replay: boolean; training: DecoderTraining }[] = [];
  const { replayWeight } = job.recipe;
  // The mean stays 1, so that losses can be compared.
  const weights = { replayed: (2 * replayWeight) / (1 + replayWeight), corrected: 2 / (1 + replayWeight) };
  const replayed = toReplay(job.own, job.style, job.base.vocabulary, job.vocabulary).map((one): TrainingImage => ({
    ...one,
    weight: weights.replayed,
  }));
  const teacher = await Teacher.of({
    ...job,
    decoder: job.base.decoder,
    grids: job.projected,
    images: replayed,
    moved: movedPieces(job.style, job.base.vocabulary, job.vocabulary),
  });
  try {
    for (const replay of replayed.length > 0 ? [true, false] : [false]) {
      const training = await openCandidate(
        job,
        replay ? weights.corrected : 1,
        replay ? { replayed, teacher } : undefined,
      );
      candidates.push({ replay, training });
      await training.train(compared);
    }
    // A run that is taken up may have gone on further with one of them already.
    const [withReplay, without = Infinity] = candidates.map(({ training }) =>
      lowest(training.records.filter(({ step }) => step <= compareAfter)),
    );
    if (withReplay * replayAdvantage > without) candidates.reverse();
    const [kept, ...others] = candidates;
    for (const { training } of others) training.dispose();
    await kept.training.train();
    const curves = candidates.map(({ replay, training }) => ({ replay, points: toPoints(training.records) }));
    return { parameters: kept.training.result().parameters, curves };
  } finally {
    for (const { training } of candidates) training.dispose();
    teacher.dispose();
  }
}

function openCandidate(
  job: CandidatesJob,
  weight: number,
  replay: { replayed: readonly TrainingImage[]; teacher: Teacher } | undefined,
): Promise<DecoderTraining> {
  const { recipe, settings, vocabulary, projected } = job;
  const training = weighCorrections(job.train, vocabulary, weight, recipe.acceptedWeight);
  let heldOutLoss: number | undefined;
  return DecoderTraining.open({
    shape: job.shape,
    settings,
    start: () => cloneParameters(job.start),
    training,
    order: new ReplayOrder(training, replay?.replayed ?? [], settings, recipe.replayedPerStep),
    evidence: job.evidence,
    teacher: replay?.teacher,
    validation: toTrainingImages(job.heldOut, vocabulary, 'asWritten'),
    validateFirst: true,
    grids: projected,
    validateEvery: validateEvery(job),
    keep: 'best',
    checkpoints: job.workFolder
      ? new CheckpointStore(path.join(job.workFolder, replay ? 'with-replay' : 'without-replay'))
      : undefined,
    checkpointEvery: checkpointInterval,
    betweenSteps: job.betweenSteps,
    signal: job.signal,
    onProgress: (progress) => job.onProgress?.({ ...progress, heldOutLoss }),
    onRecord: (record) => (heldOutLoss = record.validationLoss),
  });
}

/**
 * What is learned of corrections: what somebody changed tells more of what they want than what they only accepted.
 * @param weight of a caption that was changed
 * @param acceptedWeight of one that was not, as a share of it
 */
export function weighCorrections(
  corrections: readonly Correction[],
  vocabulary: Vocabulary,
  weight: number,
  acceptedWeight: number,
): TrainingImage[] {
  return toTrainingImages(corrections, vocabulary, 'asWritten').map((image, at) => ({
    ...image,
    weight: corrections[at].onlyAccepted ? weight * acceptedWeight : weight,
  }));
}

function validateEvery({ recipe, train }: CandidatesJob): number {
  return stepsBetween(recipe, train.length);
}

function lowest(records: readonly TrainingRecord[]): number {
  return Math.min(...records.map(({ validationLoss }) => validationLoss));
}

function toPoints(records: readonly TrainingRecord[]): { step: number; loss: number | null; heldOutLoss: number }[] {
  return records.map(({ step, loss, validationLoss }) => ({ step, loss, heldOutLoss: validationLoss }));
}
