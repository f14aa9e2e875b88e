import type { TrainingProgress } from '../protocol';

/** What a long job may use of the engine. */
export interface JobContext {
  report: (progress: TrainingProgress) => void;
  /** Awaited between steps: more urgent jobs run meanwhile. */
  giveWay: () => Promise<void>;
  signal: AbortSignal;
}

/** Reports how much of a phase without epochs is done. */
export function reportSteps({ report }: JobContext, phase: TrainingProgress['phase']) {
  return (step: number, steps: number): void => report({ phase, epoch: 0, epochs: 0, step, steps });
}

/** Tells the person something. */
export function tell({ report }: JobContext, phase: TrainingProgress['phase'], message: string): void {
  report({ phase, epoch: 0, epochs: 0, step: 0, steps: 0, message });
}
