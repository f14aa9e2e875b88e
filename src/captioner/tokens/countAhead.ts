/** Milliseconds for which nobody else has a turn. */
const slice = 15;

/**
 * Counts many texts before anybody asks for them, a few at a time: one takes a tenth of a millisecond or more, and whoever counts a hundred
 * thousand at once holds up all that waits meanwhile.
 * @param count counts one, and remembers it
 * @param isWanted is asked after each turn of others
 * @returns false if it was not wanted any more
 */
export async function countAhead(
  texts: Iterable<string>,
  count: (text: string) => void,
  isWanted: () => boolean,
  now: () => number = () => performance.now(),
): Promise<boolean> {
  let pause = now() + slice;
  for (const text of texts) {
    count(text);
    if (now() < pause) continue;
    await new Promise((resolve) => setImmediate(resolve));
    if (!isWanted()) return false;
    pause = now() + slice;
  }
  return true;
}
