import type { Step } from './stepCache';

/** A continuation that is being written. */
export interface Draft {
  /** After its last piece. */
  step: Step;
  /** Those that were chosen; what was forced is not among them. */
  pieces: readonly number[];
  /** Of the chosen pieces, in nats. */
  logProbability: number;
}

/** A draft with one piece more, for which the decoder was not asked yet. */
export interface Choice {
  draft: Draft;
  piece: number;
  logProbability: number;
}

/** Keeps `list`, which is sorted from best to worst, the best `count` of all that it was offered. */
export function keepBest<T extends { logProbability: number }>(list: T[], offered: T, count: number): void {
  if (list.length === count && offered.logProbability <= list[count - 1].logProbability) return;
  let at = list.length;
  while (at > 0 && list[at - 1].logProbability < offered.logProbability) at--;
  list.splice(at, 0, offered);
  if (list.length > count) list.pop();
}
