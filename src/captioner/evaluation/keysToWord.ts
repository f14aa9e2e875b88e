/** The commands of the editor that box a word of the suggestion, each a key. */
export const wordKeys = ['nextWord', 'previousWord', 'nextUnsureWord', 'previousUnsureWord'] as const;
export type WordKey = (typeof wordKeys)[number];

/** Below this, a word is marked as unsure. */
const unsure = 0.5;
const none = -1;

/**
 * The fewest keys that box a word of a suggestion, as the editor has them: to the next or previous word, and to those that the
 * captioner is unsure of, which begin with the least sure one and, backwards, with the second.
 * @param probabilities of each word
 * @param target which word
 * @param keys those that may be pressed
 */
export function keysToWord(
  probabilities: readonly number[],
  target: number,
  keys: readonly WordKey[] = wordKeys,
): WordKey[] {
  const ways = new Map<number, WordKey[]>([[none, []]]);
  for (const [from, pressed] of ways) {
    if (from === target) return pressed;
    for (const key of keys) {
      const to = boxedAfter(key, from, probabilities);
      if (!ways.has(to)) ways.set(to, [...pressed, key]);
    }
  }
  throw new Error(`No keys lead to word ${target + 1} of ${probabilities.length}.`);
}

function boxedAfter(key: WordKey, from: number, probabilities: readonly number[]): number {
  const isBack = key === 'previousWord' || key === 'previousUnsureWord';
  if (key === 'nextWord' || key === 'previousWord') {
    const next = from === none && isBack ? probabilities.length - 1 : from + (isBack ? -1 : 1);
    return next < probabilities.length ? next : none;
  }
  const places = probabilities.map((_, at) => at);
  if (from === none) {
    const leastSure = places.sort((one, other) => probabilities[one] - probabilities[other]);
    return leastSure.at(isBack ? 1 : 0) ?? leastSure.at(0) ?? none;
  }
  const marked = places.filter((at) => probabilities[at] < unsure);
  return (isBack ? marked.findLast((at) => at < from) : marked.find((at) => at > from)) ?? none;
}
