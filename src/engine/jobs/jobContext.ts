import type { GraphRuntime } from '../../captioner/computing/graphRuntime';
import type { FineTuneJob } from '../../captioner/training/fineTune/job';
import type { TrainingProgress } from '../protocol/protocol';

/** What a long job may use of the engine. */
export interface JobContext {
  report: (progress: TrainingProgress) => void;
  /** Awaited between steps: more urgent jobs run meanwhile. */
  giveWay: () => Promise<void>;
  signal: AbortSignal;
  /** What looks at images and writes captions for it, where that is not TensorFlow.js. */
  runtime?: GraphRuntime | undefined;
}

/** Reports how much of a phase without epochs is done. */
export function reportSteps({ report }: JobContext, phase: TrainingProgress['phase']) {
  return (step: number, steps: number): void => report({ phase, epoch: 0, epochs: 0, step, steps });
}

/** Reports the steps of a fine-tune. */
export function reportFineTune({ report }: JobContext): NonNullable<FineTuneJob['onProgress']> {
  return ({ heldOutLoss, ...progress }) => report({ phase: 'training', ...progress, validationLoss: heldOutLoss });
}

/** Tells the person something. */
export function tell({ report }: JobContext, phase: TrainingProgress['phase'], message: string): void {
  report({ phase, epoch: 0, epochs: 0, step: 0, steps: 0, message });
}
