import { entryStates, type EntryState } from './entry';

/**
 * How many entries there are of each state; `problem` counts those with a problem, see
 * `Entry.hasProblem`, and captions that are much shorter than the others.
 */
export type StateCounts = Record<EntryState | 'problem', number>;

export function emptyCounts(): StateCounts {
  const counts = Object.fromEntries(entryStates.map((state) => [state, 0])) as Record<EntryState, number>;
  return { ...counts, problem: 0 };
}
