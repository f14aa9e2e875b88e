/** Where a word stands in a text. */
export interface WordPlace {
  start: number;
  end: number;
}

/** Where each of a caption's words stands in it, in order; nothing for one that does not stand there letter for letter. */
export function wordPlaces(words: readonly string[], caption: string): (WordPlace | undefined)[] {
  let end = 0;
  return words.map((word) => {
    const start = caption.indexOf(word, end);
    if (start < 0) return undefined;
    end = start + word.length;
    return { start, end };
  });
}

/**
 * Where a word of one caption stands in another, which was made of it: the first "a" there is the first "a" here.
 * @param at which of the words
 */
export function placeInOther(words: readonly string[], at: number, other: string): WordPlace | undefined {
  const word = words[at];
  const before = words.slice(0, at).filter((one) => one === word).length;
  const literal = word.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
  const whole = new RegExp(`(?<![\\p{L}\\p{M}\\p{N}])${literal}(?![\\p{L}\\p{M}\\p{N}])`, 'gu');
  const start = [...other.matchAll(whole)].at(before)?.index;
  return start === undefined ? undefined : { start, end: start + word.length };
}

/** A word's place with one of the spaces around it, so that nothing is left double when it goes. */
export function withSpace({ start, end }: WordPlace, text: string): WordPlace {
  if (text[end] === ' ') return { start, end: end + 1 };
  return start > 0 && text[start - 1] === ' ' ? { start: start - 1, end } : { start, end };
}
