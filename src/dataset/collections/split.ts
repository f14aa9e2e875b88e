import { createHash } from 'node:crypto';

/** How much to hold out of some items, whatever their number. */
export interface HeldOutAmount {
  /** 0 to 1; so many fall to it by chance. */
  share: number;
  /** Where chance gives fewer, so many all the same, but no more than a quarter of the items beyond the first. */
  least: number;
  /** Where it gives more, no more than so many. */
  most: number;
}

/**
 * Sets some items apart; both parts keep the order of the items. An item falls to what is held out if the hash of seed and name
 * says so, and not by how many others there are: when more items come, none that was trained on before is held out, as its
 * score would be too good. Of two items or more both parts get at least one.
 */
export function splitHeldOut<T>(
  items: readonly T[],
  { share, least, most }: HeldOutAmount,
  seed: number,
  nameOf: (item: T) => string,
): { train: T[]; heldOut: T[] } {
  if (!(share >= 0 && share <= 1)) {
    throw new RangeError(`The share to hold out must be between 0 and 1, not ${share}.`);
  }
  const places = items.map((item) => placeOf(`${seed} ${nameOf(item)}`));
  const fallen = places.filter((place) => place < share).length;
  const enough = Math.min(least, Math.max(1, Math.floor(items.length / 4)));
  const count = Math.max(0, Math.min(Math.max(fallen, enough), most, items.length - 1));
  const byPlace = [...items.keys()].sort((one, other) => places[one] - places[other]);
  const chosen = new Set(byPlace.slice(0, count));
  return {
    train: items.filter((_, index) => !chosen.has(index)),
    heldOut: items.filter((_, index) => chosen.has(index)),
  };
}

/** A number from 0 up to 1 that a text has by chance, but always the same. */
function placeOf(text: string): number {
  return createHash('sha256').update(text).digest().readUInt32BE() / 2 ** 32;
}
