import { seededRandom, shuffle } from './random';

/**
 * Sets some items apart, the same ones for the same seed; both parts keep the order of the items. Where there are at
 * least two items and the fraction is above 0, both parts get at least one.
 * @param fraction how much of the items to hold out, 0..1
 */
export function splitHeldOut<T>(items: readonly T[], fraction: number, seed: number): { train: T[]; heldOut: T[] } {
  if (!(fraction >= 0 && fraction <= 1)) {
    throw new RangeError(`The fraction to hold out must be between 0 and 1, not ${fraction}.`);
  }
  let count = Math.round(items.length * fraction);
  if (items.length >= 2 && fraction > 0 && fraction < 1) {
    count = Math.min(Math.max(count, 1), items.length - 1);
  }
  const chosen = new Set(shuffle([...items.keys()], seededRandom(seed)).slice(0, count));
  return {
    train: items.filter((_, index) => !chosen.has(index)),
    heldOut: items.filter((_, index) => chosen.has(index)),
  };
}
