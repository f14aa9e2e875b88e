import type { DecoderParameters } from '../decoder/parameters';
import type { CheckpointStore, TrainingRecord } from './checkpoint';
import type { GridSource, LessonOrder, TrainingImage } from './examples';
import type { Lessons } from './lesson';

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
  /** Where the run is saved, and taken up from if something is there. */
  checkpoints?: CheckpointStore;
  /** Seconds between two checkpoints, where one at each record is too often or too seldom. */
  checkpointEvery?: number;
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
