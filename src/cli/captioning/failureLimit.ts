import { UsageError } from '../program/command';

/** How many images may fail before a run counts as failed: so many, or so many of a hundred. */
export type FailureLimit = { count: number } | { percent: number };

/** Reads `10` or `2.5%`. @throws UsageError if it is neither */
export function readFailureLimit(text: string): FailureLimit {
  const [, number, percent] = /^(\d{1,9}(?:\.\d+)?)(%?)$/.exec(text) ?? [];
  const value = Number(number);
  if (number === undefined || (percent === '' && !Number.isInteger(value)) || (percent === '%' && value > 100)) {
    throw new UsageError(`--max-failures takes a number of images or a percentage, such as 10 or 2.5%, not "${text}"`);
  }
  return percent === '%' ? { percent: value } : { count: value };
}

/** Whether so many have failed that going on is no use; of a percentage that is known only at the end. */
export function isExceeded(limit: FailureLimit, failed: number): boolean {
  return 'count' in limit && failed > limit.count;
}

/** How the run ends that went through so many images. */
export function isWithin(limit: FailureLimit, failed: number, all: number): boolean {
  return 'count' in limit ? failed <= limit.count : failed * 100 <= limit.percent * all;
}
