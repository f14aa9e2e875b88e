import type { FilterView } from '../../extension/entries/listFilterMessages';

/** Finds the captions with a word, not with others that it is a part of. */
export function filterForWord(word: string): Partial<FilterView> {
  const isPlain = /^[a-z]+$/.test(word);
  return { search: isPlain ? `\\b${word}\\b` : word, searchIn: 'captions', isRegularExpression: isPlain };
}
