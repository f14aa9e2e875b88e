/**
 * Goes through very many items a few at a time: whoever goes through a hundred thousand at once holds up all that waits meanwhile.
 * @param slice milliseconds for which nobody else has a turn
 * @param isWanted is asked after each turn of others
 * @returns false if it was not wanted any more
 */
export async function inSlices<Item>(
  items: Iterable<Item>,
  slice: number,
  visit: (item: Item) => void,
  isWanted: () => boolean,
  now: () => number = () => performance.now(),
): Promise<boolean> {
  let pause = now() + slice;
  for (const item of items) {
    visit(item);
    if (now() < pause) continue;
    await new Promise((resolve) => setImmediate(resolve));
    if (!isWanted()) return false;
    pause = now() + slice;
  }
  return true;
}
