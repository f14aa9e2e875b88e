import { editDistance } from '../evaluation/effortEdits';
import { tokenise } from '../metrics/tokenise';
import type { EntryState } from '../../dataset/list/entry';
import type { Row } from '../../dataset/rows/row';
import { countWords } from '../../dataset/text/words';

/** What one caption adds to the statistics. */
export interface RowMeasures {
  /** In words, as `countWords` counts them. */
  length: number;
  /** Each word once, in lower case. */
  words: ReadonlySet<string>;
  /** Of a suggestion that was accepted or edited: the characters to change in it. */
  distance?: number;
  characters: number;
}

const captioned: readonly EntryState[] = ['accepted', 'edited', 'written', 'captioned'];

/** @returns nothing for a row that holds no caption that counts: excluded, empty, or only suggested by a batch */
export function measureRow(row: Row | undefined, state: EntryState): RowMeasures | undefined {
  if (!row || !captioned.includes(state)) return undefined;
  const { text, suggestion } = row;
  const hadSuggestion = suggestion !== '' && (state === 'accepted' || state === 'edited');
  const distance = hadSuggestion ? editDistance(suggestion, text) : undefined;
  return {
    length: countWords(text),
    words: new Set(tokenise(text)),
    distance,
    characters: text.length,
  };
}
