import * as l10n from '@vscode/l10n';
import { splitHeldOut } from '../../dataset/split';
import type { OpenBundle } from '../bundle/openBundle';
import { Decoder } from '../decoder/decoder';
import { cloneParameters, type DecoderParameters } from '../decoder/parameters';
import { captionImages } from '../evaluation/captionImages';
import { scoreCaptions, type Scores } from '../metrics/scores';
import { toTrainingImages, type ImageCaptions } from './captionedImage';
import type { GridSource } from './examples';
import { defaultTrainingSettings, type TrainingSettings } from './settings';
import { TrainingError, trainDecoder, type TrainingProgress } from './trainer';

/** Fewer images than this say too little about what a person wants. */
export const fewestImages = 8;

const heldOutShare = 0.2;
/** What counts is the number of steps, whatever the number of edits. */
const wantedSteps = 120;
const validateEvery = 20;

export interface FineTuneJob {
  base: OpenBundle;
  /** Images with the captions that a person accepted, edited or wrote. */
  images: readonly ImageCaptions[];
  grids: GridSource;
  seed: number;
  onProgress?: (progress: TrainingProgress & { heldOutLoss?: number }) => void;
  betweenSteps?: () => Promise<void>;
  signal?: AbortSignal;
}

/** How a model does on the images that were held out. */
export interface HeldOutFigures {
  /** Mean cross-entropy a piece, in nats. */
  loss: number;
  scores: Scores;
}

export interface FineTuned {
  /** The caller disposes of them. */
  parameters: DecoderParameters;
  settings: TrainingSettings;
  trainedOn: number;
  heldOut: number;
  before: HeldOutFigures;
  after: HeldOutFigures;
}

/**
 * Trains the decoder of a bundle on a person's captions, the encoder frozen, and keeps the weights that do best on some
 * images that are held out.
 * @throws TrainingError with fewer than `fewestImages` images; the signal's reason if it is aborted
 */
export async function fineTune(job: FineTuneJob): Promise<FineTuned> {
  const { base, images, grids, seed } = job;
  if (images.length < fewestImages) throw new TrainingError(tooFewMessage(images.length));
  const { train, heldOut } = splitHeldOut(images, heldOutShare, seed);
  const training = toTrainingImages(train, base.vocabulary, 'asWritten');
  const validation = toTrainingImages(heldOut, base.vocabulary, 'asWritten');
  const settings = fineTuneSettings(training.length, seed);
  let heldOutLoss: number | undefined;
  const trained = await trainDecoder({
    shape: base.decoder.shape,
    settings,
    start: () => cloneParameters(base.decoder.parameters),
    training,
    validation,
    validateFirst: true,
    grids,
    validateEvery,
    keep: 'best',
    betweenSteps: job.betweenSteps,
    signal: job.signal,
    onProgress: (progress) => job.onProgress?.({ ...progress, heldOutLoss }),
    onRecord: (record) => (heldOutLoss = record.validationLoss),
  });
  const losses = trained.records.map((record) => record.validationLoss);
  const decoder = new Decoder(base.decoder.shape, trained.parameters);
  try {
    return {
      parameters: trained.parameters,
      settings,
      trainedOn: train.length,
      heldOut: heldOut.length,
      before: { loss: losses[0], scores: await scoreHeldOut(job, base.decoder, heldOut) },
      after: { loss: Math.min(...losses), scores: await scoreHeldOut(job, decoder, heldOut) },
    };
  } catch (error) {
    decoder.dispose();
    throw error;
  }
}

async function scoreHeldOut(job: FineTuneJob, decoder: Decoder, heldOut: readonly ImageCaptions[]): Promise<Scores> {
  const captions = await captionImages({
    decoder,
    vocabulary: job.base.vocabulary,
    grids: job.grids,
    images: heldOut.map(({ image }) => image),
    betweenSteps: job.betweenSteps,
    signal: job.signal,
  });
  return scoreCaptions(
    captions,
    heldOut.map((one) => one.captions),
  );
}

function fineTuneSettings(images: number, seed: number): TrainingSettings {
  const imagesPerStep = 16;
  const stepsPerEpoch = Math.ceil(images / imagesPerStep);
  return {
    ...defaultTrainingSettings,
    seed,
    imagesPerStep,
    epochs: Math.max(1, Math.ceil(wantedSteps / stepsPerEpoch)),
    maxPieces: 80,
    learningRate: 3e-4,
    warmUpSteps: 5,
    averageDecay: 0.9,
  };
}

function tooFewMessage(images: number): string {
  const missing = fewestImages - images;
  return l10n.t(
    'Fine-tuning needs at least {0} images with a caption that you accepted, edited or wrote; so far: {1}. Decide {2} more, then try again.',
    fewestImages,
    images,
    missing,
  );
}
