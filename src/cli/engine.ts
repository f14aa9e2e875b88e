import type { Scores } from '../captioner/metrics/scores';
import type { Suggestion } from '../captioner/suggestion';

export type BackendChoice = 'auto' | 'tensorflow' | 'wasm' | 'cpu';

export interface EngineOptions {
  backend: BackendChoice;
  model?: string | undefined;
  verbose: boolean;
}

export interface TrainingProgress {
  phase: 'features' | 'training' | 'validating' | 'saving';
  epoch: number;
  epochs: number;
  step: number;
  steps: number;
  loss?: number;
  validationLoss?: number;
  secondsLeft?: number;
  message?: string;
}

export interface FineTuneResult {
  model: { id: string; name: string; directory: string };
  rows: number;
  heldOut: number;
  lossBefore: number;
  lossAfter: number;
  figuresBefore: Scores;
  figuresAfter: Scores;
}

export interface EvaluationResult {
  images: number;
  scores: Scores;
}

export interface OpenEngine {
  readonly status: { state: 'stopped' | 'starting' | 'ready' | 'failed'; message?: string };
  suggest(
    request: { imagePath: string; beam?: number; priority: 'focus' | 'visible' | 'batch' },
    signal?: AbortSignal,
  ): Promise<Suggestion>;
  fineTune(
    request: { datasetPath: string; baseModel: string; out: string; seed: number },
    onProgress: (progress: TrainingProgress) => void,
    signal?: AbortSignal,
  ): Promise<FineTuneResult>;
  train(request: object, onProgress: (progress: TrainingProgress) => void, signal?: AbortSignal): Promise<unknown>;
  evaluate(
    request: object,
    onProgress: (progress: TrainingProgress) => void,
    signal?: AbortSignal,
  ): Promise<EvaluationResult>;
  dispose(): Promise<void>;
}

/** The reason of an engine error without the path of the image, which the message says already. */
export function explainEngineError(error: unknown, path: string): string {
  const message = error instanceof Error ? error.message : String(error);
  return message.startsWith(`${path}: `) ? message.slice(path.length + 2) : message;
}

export function openEngine(_options: EngineOptions, _log: (line: string) => void): OpenEngine {
  throw new Error('not there yet');
}
