import { wordEnds } from '../../dataset/text/words';
import type { ComparedCaption } from './comparisonMessages';

/** Two captions, each parted where the words that both begin with end, and where those that both end with begin. */
export function comparedCaptions(one: string, other: string): [ComparedCaption, ComparedCaption] {
  const [words, others] = [wordsWithSpaces(one), wordsWithSpaces(other)];
  const shorter = Math.min(words.length, others.length);
  const same = (from: (list: string[], at: number) => string | undefined, most: number): number => {
    let count = 0;
    while (count < most && from(words, count)?.trim() === from(others, count)?.trim()) count++;
    return count;
  };
  const first = same((list, at) => list.at(at), shorter);
  const last = same((list, at) => list.at(-1 - at), shorter - first);
  return [parted(words, first, last), parted(others, first, last)];
}

/** The words of a text, each with the spaces before it. Joined, they are what was given. */
function wordsWithSpaces(text: string): string[] {
  const ends = wordEnds(text);
  if (ends.length === 0) return text === '' ? [] : [text];
  return ends.map((end, at) => text.slice(at === 0 ? 0 : ends[at - 1], at === ends.length - 1 ? text.length : end));
}

function parted(words: readonly string[], first: number, last: number): ComparedCaption {
  const end = words.length - last;
  const differs = words.slice(first, end).join('');
  // Spaces in front are no part of what is marked.
  const text = differs.trimStart();
  return {
    before: words.slice(0, first).join('') + differs.slice(0, differs.length - text.length),
    differs: text,
    after: words.slice(end).join(''),
  };
}
