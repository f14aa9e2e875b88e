/** What an object is a kind of is told by it where it is most of that. */
export interface KindOfObject {
  /** The objects that are kinds of it. */
  kinds: readonly number[];
}

/** Less likely things are not named. */
const leastTold = 0.2;
const mostTold = 3;

/**
 * The objects to be named, the likeliest first: of one and a kind of it the kind where that is half of it and more, else the
 * broader one (hedging: Deng et al. 2012).
 * @param told how likely it is of each that people would name it
 */
export function mostTelling(objects: readonly KindOfObject[], told: readonly number[]): number[] {
  const isTold = (object: number): boolean => told[object] >= leastTold;
  const isMostOf = (kind: number, broader: number): boolean => told[kind] >= told[broader] / 2;
  const hasTellingKind = (object: number): boolean =>
    objects[object].kinds.some((kind) => isTold(kind) && isMostOf(kind, object));
  const isTooNarrow = (object: number): boolean =>
    objects.some(({ kinds }, broader) => kinds.includes(object) && !isMostOf(object, broader));
  return objects
    .map((_, object) => object)
    .filter((object) => isTold(object) && !hasTellingKind(object) && !isTooNarrow(object))
    .sort((one, other) => told[other] - told[one])
    .slice(0, mostTold);
}
