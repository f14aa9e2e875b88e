import type { Step } from './stepCache';

/** A continuation that is being written. */
export interface Continuation {
  /** After its last piece. */
  step: Step;
  /** Those that were chosen; what was forced is not among them. */
  pieces: readonly number[];
  /** Of the chosen pieces, in nats. */
  logProbability: number;
}

/** A continuation with one piece more, for which the decoder was not asked yet. */
export interface Choice {
  continuation: Continuation;
  piece: number;
  logProbability: number;
}
