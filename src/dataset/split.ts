import { createHash } from 'node:crypto';

/**
 * Sets some items apart; both parts keep the order of the items. Where there are at least two items and the fraction is
 * above 0, both parts get at least one. Chosen by the hash of seed and name, so that what is held out of many is not what
 * was trained on when there were fewer.
 * @param fraction how much of the items to hold out, 0..1
 */
export function splitHeldOut<T>(
  items: readonly T[],
  fraction: number,
  seed: number,
  nameOf: (item: T) => string,
): { train: T[]; heldOut: T[] } {
  if (!(fraction >= 0 && fraction <= 1)) {
    throw new RangeError(`The fraction to hold out must be between 0 and 1, not ${fraction}.`);
  }
  let count = Math.round(items.length * fraction);
  if (items.length >= 2 && fraction > 0 && fraction < 1) {
    count = Math.min(Math.max(count, 1), items.length - 1);
  }
  const rank = items.map((item) =>
    createHash('sha256')
      .update(`${seed} ${nameOf(item)}`)
      .digest('hex'),
  );
  const byRank = [...items.keys()].sort((one, other) => (rank[one] < rank[other] ? -1 : 1));
  const chosen = new Set(byRank.slice(0, count));
  return {
    train: items.filter((_, index) => !chosen.has(index)),
    heldOut: items.filter((_, index) => chosen.has(index)),
  };
}
