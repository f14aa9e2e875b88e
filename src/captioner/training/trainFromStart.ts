import { Decoder } from '../decoder/decoder';
import { initialParameters, type DecoderParameters } from '../decoder/parameters';
import { defaultDecoderShape, type DecoderShape } from '../decoder/shape';
import { captionImages } from '../evaluation/captionImages';
import { scoreCaptions, type Scores } from '../metrics/scores';
import { learnVocabulary } from '../vocabulary/learnVocabulary';
import type { Vocabulary } from '../vocabulary/vocabulary';
import { applyStyle, toTrainingImages, type CaptionStyle, type ImageCaptions } from './captionedImage';
import type { CheckpointStore, TrainingRecord } from './checkpoint';
import type { GridSource } from './examples';
import type { TrainingSettings } from './settings';
import { trainDecoder, type TrainingProgress } from './trainer';

export interface TrainFromStartJob {
  training: readonly ImageCaptions[];
  validation: readonly ImageCaptions[];
  grids: GridSource;
  /** Channels of the annotation grid. */
  gridChannels: number;
  /** Pieces of the vocabulary, at most. */
  vocabularySize: number;
  attends: boolean;
  style: CaptionStyle;
  settings: TrainingSettings;
  checkpoints?: CheckpointStore;
  onProgress?: (progress: TrainingProgress) => void;
  onRecord?: (record: TrainingRecord) => void;
  betweenSteps?: () => Promise<void>;
  signal?: AbortSignal;
}

export interface TrainedFromStart {
  shape: DecoderShape;
  vocabulary: Vocabulary;
  /** The caller disposes of them. */
  parameters: DecoderParameters;
  records: TrainingRecord[];
  scores: Scores;
}

/** Learns a vocabulary and a decoder from captions alone. */
export async function trainFromStart(job: TrainFromStartJob): Promise<TrainedFromStart> {
  const { style, settings } = job;
  const vocabulary = learnVocabulary(
    job.training.flatMap(({ captions }) => captions.map((caption) => applyStyle(caption, style))),
    job.vocabularySize,
  );
  const shape: DecoderShape = {
    ...defaultDecoderShape,
    vocabulary: vocabulary.size,
    gridChannels: job.gridChannels,
    attends: job.attends,
  };
  const { parameters, records } = await trainDecoder({
    ...job,
    shape,
    settings,
    start: () => initialParameters(shape, settings.seed),
    training: toTrainingImages(job.training, vocabulary, style),
    validation: toTrainingImages(job.validation, vocabulary, style),
    keep: 'last',
  });
  const decoder = new Decoder(shape, parameters);
  try {
    const images = job.validation.map(({ image }) => image);
    const captions = await captionImages({
      decoder,
      vocabulary,
      images,
      grids: job.grids,
      betweenSteps: job.betweenSteps,
      signal: job.signal,
    });
    const scores = scoreCaptions(
      captions,
      job.validation.map((one) => one.captions),
    );
    return { shape, vocabulary, parameters, records, scores };
  } catch (error) {
    decoder.dispose();
    throw error;
  }
}
