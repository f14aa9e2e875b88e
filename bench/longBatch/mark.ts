import { readFileSync } from 'node:fs';

/** What a process has in memory after so many suggestions, in MB. */
export interface Mark {
  done: number;
  /** What it still needs, after all else was let go. */
  heapMb?: number;
  /** Of the system, whether it needs it or not. */
  residentMb?: number | undefined;
  /** The same of the engine that it asks. */
  engineMb?: number | undefined;
  /** Of the engine. */
  tensors?: number;
}

/** After so many, what is there is written down: growing counts, the last of them all. */
export function marksUntil(suggestions: number): number[] {
  const parts = [suggestions / 100, suggestions / 10, suggestions / 4, suggestions / 2, (suggestions * 3) / 4];
  return [...parts.map(Math.ceil), suggestions];
}

/** What a process has of the system's memory, in MB; undefined where the system does not tell. */
export function residentMb(pid: number | undefined): number | undefined {
  if (process.platform !== 'linux' || pid === undefined) return undefined;
  return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024;
}
