import type * as tf from '@tensorflow/tfjs-core';
import { Decoder } from '../decoder/decoder';
import { cloneParameters, initialParameters, type DecoderParameters } from '../decoder/parameters';
import { defaultDecoderShape, type DecoderShape } from '../decoder/shape';
import { learnDetectors } from '../detectors/learnDetectors';
import type { WordDetectors } from '../detectors/wordDetectors';
import { captionImages } from '../evaluation/captionImages';
import { scoreCaptions, type Scores } from '../metrics/scores';
import { NgramModel } from '../ngrams/ngramModel';
import { learnVocabulary } from '../vocabulary/learnVocabulary';
import type { Vocabulary } from '../vocabulary/vocabulary';
import { applyStyle, toTrainingImages, type CaptionStyle, type ImageCaptions } from './captionedImage';
import type { CheckpointStore, TrainingRecord } from './checkpoint';
import { decoderPart, encoderPart, EncoderTraining } from './encoderTraining';
import type { GridSource } from './examples';
import { SelfCriticalTeacher } from './selfCritical';
import type { TrainingSettings } from './settings';
import { trainDecoder } from './trainer';
import type { TrainingProgress } from './trainingJob';

/** What a training begins with. */
export type TrainingStart =
  /** Nothing: vocabulary and decoder are learned from the captions. */
  | { gridChannels: number; vocabularySize: number; attends: boolean }
  /** A captioner; it stays the caller's. */
  | { vocabulary: Vocabulary; decoder: Decoder };

export interface TrainCaptionerJob {
  start: TrainingStart;
  training: readonly ImageCaptions[];
  validation: readonly ImageCaptions[];
  grids: GridSource | EncoderTraining;
  style: CaptionStyle;
  settings: TrainingSettings;
  checkpoints?: CheckpointStore;
  /** Told before it begins how many captions are longer than `settings.maxPieces`: they are learned up to there. */
  onCut?: (captions: number) => void;
  onStart?: (step: number) => Promise<void>;
  onProgress?: (progress: TrainingProgress) => void;
  onRecord?: (record: TrainingRecord) => void;
  betweenSteps?: () => Promise<void>;
  signal?: AbortSignal;
}

export interface TrainedCaptioner {
  shape: DecoderShape;
  vocabulary: Vocabulary;
  ngrams: NgramModel;
  /** Of the words of the training captions; nothing where none is in enough of them. */
  detectors: WordDetectors | undefined;
  /** The decoder's; the caller disposes of them. */
  parameters: DecoderParameters;
  /** Those of the encoder that learned, by its names; the caller disposes of them. */
  encoder: Record<string, tf.Tensor>;
  records: TrainingRecord[];
  scores: Scores;
}

/** Trains a captioner, from captions alone or going on from one that is there, and scores it. */
export async function trainCaptioner(job: TrainCaptionerJob): Promise<TrainedCaptioner> {
  const { style, settings } = job;
  const { vocabulary, shape, begin } = beginning(job);
  const training = toTrainingImages(job.training, vocabulary, style);
  job.onCut?.(training.flatMap(({ captions }) => captions).filter(({ length }) => length > settings.maxPieces).length);
  const { parameters: all, records } = await trainDecoder({
    ...job,
    shape,
    start: begin,
    training,
    validation: toTrainingImages(job.validation, vocabulary, style),
    selfCritical: settings.selfCritical
      ? new SelfCriticalTeacher(training, vocabulary, settings.selfCritical)
      : undefined,
    keep: 'last',
  });
  const [parameters, encoder] = [decoderPart(all), encoderPart(all)];
  const decoder = new Decoder(shape, parameters);
  try {
    const written = training.flatMap(({ captions }) => captions.map((pieces) => ({ pieces, times: 1 })));
    const ngrams = NgramModel.ofCaptions(written);
    const grids = job.grids instanceof EncoderTraining ? job.grids.gridSource(all) : job.grids;
    const captions = await captionImages({
      model: { decoder, vocabulary, ngrams },
      images: job.validation.map(({ image }) => image),
      grids,
      betweenSteps: job.betweenSteps,
      signal: job.signal,
    });
    const scores = scoreCaptions(
      captions,
      job.validation.map((one) => one.captions),
    );
    const detectors = await learnDetectors(job.training, grids, job);
    return { shape, vocabulary, ngrams, detectors, parameters, encoder, records, scores };
  } catch (error) {
    decoder.dispose();
    Object.values(encoder).forEach((tensor) => tensor.dispose());
    throw error;
  }
}

function beginning({ start, training, style, settings }: TrainCaptionerJob): {
  vocabulary: Vocabulary;
  shape: DecoderShape;
  begin: () => DecoderParameters;
} {
  if ('decoder' in start) {
    const { vocabulary, decoder } = start;
    return { vocabulary, shape: decoder.shape, begin: () => cloneParameters(decoder.parameters) };
  }
  const vocabulary = learnVocabulary(
    training.flatMap(({ captions }) => captions.map((caption) => applyStyle(caption, style))),
    start.vocabularySize,
  );
  const { gridChannels, attends } = start;
  const shape = { ...defaultDecoderShape, vocabulary: vocabulary.size, gridChannels, attends };
  return { vocabulary, shape, begin: () => initialParameters(shape, settings.seed) };
}
