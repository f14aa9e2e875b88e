import { readdirSync } from 'node:fs';
import path from 'node:path';
import { estimate, type Estimate } from '../../src/captioner/evaluation/bootstrap';

/** The first photographs of a folder, with whole paths. */
export function photographsOf(folder: string, count: number): string[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.jpg'))
    .slice(0, count)
    .map((name) => path.resolve(folder, name));
}

/** What some turns took against what the same turns took elsewhere, with its 95 % interval over the turns. */
export function ratioOf(of: readonly number[], to: readonly number[]): Estimate {
  const ratio = (chosen: readonly number[]): number =>
    sum(chosen.map((at) => of[at])) / sum(chosen.map((at) => to[at]));
  const { value, interval } = estimate(of.length, ratio, 1);
  return { value: rounded(value), interval: interval && [rounded(interval[0]), rounded(interval[1])] };
}

/** How many captions are the same. */
export function sameCaptions(ones: readonly string[], others: readonly string[]): number {
  return ones.filter((caption, at) => caption === others[at]).length;
}

export function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

export function median(values: readonly number[]): number {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)];
}

export function rounded(value: number): number {
  return Math.round(1000 * value) / 1000;
}
