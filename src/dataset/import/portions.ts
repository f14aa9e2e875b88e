/** Captions that are given on at a time. */
const atOnce = 1_000;

/** The same, some at a time: waiting for each alone takes as long as finding its image. */
export function* inPortions<Item>(items: Iterable<Item>): Generator<Item[]> {
  let some: Item[] = [];
  for (const item of items) {
    if (some.push(item) < atOnce) continue;
    yield some;
    some = [];
  }
  if (some.length > 0) yield some;
}
