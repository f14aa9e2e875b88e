import type { TrainingProgress } from '../protocol';

/** What a long job may use of the engine. */
export interface JobContext {
  report: (progress: TrainingProgress) => void;
  /** Awaited between steps: more urgent jobs run meanwhile. */
  giveWay: () => Promise<void>;
  signal: AbortSignal;
}
