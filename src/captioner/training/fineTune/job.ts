import type { OpenBundle } from '../../bundle/openBundle';
import type { GraphRuntime } from '../../computing/graphRuntime';
import type { Decoder } from '../../decoder/decoder';
import type { NgramModel } from '../../ngrams/ngramModel';
import type { WordDetectors } from '../../detectors/wordDetectors';
import type { ObjectNamer } from '../../objects/objectNamer';
import type { Vocabulary } from '../../vocabulary/vocabulary';
import type { ImageCaptions } from '../captionedImage';
import type { GridSource } from '../examples';
import type { TrainingSettings } from '../settings';
import type { TrainingProgress } from '../trainingJob';
import type { FineTuneRecipe } from './recipe';
import type { FineTuneReport } from './report';

/** An image with the captions that a person accepted, edited or wrote. */
export interface Correction extends ImageCaptions {
  /** Stays the same in later fine-tunes, which hold the same images out. */
  name: string;
  /** Whether no caption was changed: it tells less than one that was. */
  onlyAccepted?: boolean;
}

/** What `fineTune` learns from, and how. */
export interface FineTuneJob {
  base: OpenBundle;
  corrections: readonly Correction[];
  /** Places in the grid source of images that nobody decided on, or of samples: the base model's captions of them are replayed. */
  others: readonly number[];
  grids: GridSource;
  /** What writes captions, where that is not TensorFlow.js. */
  runtime?: GraphRuntime | undefined;
  seed: number;
  /** Where it is not the default one. */
  recipe?: Partial<FineTuneRecipe>;
  /** A folder for checkpoints: a run with the same job that was broken off goes on from there. */
  workFolder?: string;
  /** What is done right now, of how much. */
  onStage?: (stage: 'captioning' | 'measuring') => void;
  onProgress?: (progress: TrainingProgress & { heldOutLoss?: number }) => void;
  betweenSteps?: () => Promise<void>;
  signal?: AbortSignal;
}

export interface FineTuned {
  /** Those of the base model, and pieces for new words. */
  vocabulary: Vocabulary;
  ngrams: NgramModel;
  /** That of the base model, whose classifier it has, with what was learned of what people name; none in another language. */
  namer?: ObjectNamer;
  /** Those of the base model; none in another language. */
  detectors?: WordDetectors;
  /** The caller disposes of it. */
  decoder: Decoder;
  settings: TrainingSettings;
  report: FineTuneReport;
  /** What it did not learn from. */
  heldOut: readonly Correction[];
}
