import { reasonOf } from '../reason';
import type { ChunkedList } from './chunkedList';
import type { Entry, EntryState } from './entry';

/** Which entries are shown: all, those of a state, all that wait for a decision, or all with a problem. */
export type Shown = 'all' | 'open' | 'problem' | EntryState;

export const orders = ['path', 'confidence', 'length', 'time'] as const;
/** By path; least sure first; longest caption first; decided last first. */
export type Order = (typeof orders)[number];

/** How somebody looks at a dataset. */
export interface Look {
  shown: Shown;
  search: string;
  searchIn: 'both' | 'captions' | 'names';
  isRegularExpression: boolean;
  matchCase: boolean;
  order: Order;
}

export const plainLook: Look = {
  ...{ shown: 'all', search: '', searchIn: 'both' },
  ...{ isRegularExpression: false, matchCase: false, order: 'path' },
};

/** What is known of an entry outside of the document. */
export interface EntryKnowledge {
  /** Of what is suggested for it, 0 to 1, if something is. */
  confidence(entry: Entry): number | undefined;
  /** What is suggested for it, '' if nothing. */
  suggested(entry: Entry): string;
}

/** A regular expression that cannot be read. */
export class SearchError extends Error {
  override readonly name = 'SearchError';
}

/** Whether everything is shown, in the order of paths. */
export function isPlain(look: Look): boolean {
  return look.shown === 'all' && look.search === '' && look.order === 'path';
}

/**
 * The entries that a look shows, in its order; entries that are equal in it stay in the order of paths.
 * @throws SearchError if the search is a regular expression that cannot be read
 */
export function lookAt(entries: ChunkedList<Entry>, look: Look, known: EntryKnowledge): Entry[] {
  const matches = matcher(look, known);
  const found: Entry[] = [];
  for (const entry of entries) if (matches(entry)) found.push(entry);
  if (look.order === 'path') return found;
  const measured = found.map((entry) => ({ entry, by: measure(entry, look.order, known) }));
  return measured.sort((one, other) => (one.by < other.by ? -1 : one.by > other.by ? 1 : 0)).map(({ entry }) => entry);
}

/** Tells whether an entry belongs to what a look shows. @throws SearchError as {@link lookAt} does */
export function matcher(look: Look, known: EntryKnowledge): (entry: Entry) => boolean {
  const isFound = textMatcher(look);
  const { shown, searchIn, search } = look;
  return (entry) => {
    if (shown === 'open') {
      if (entry.state !== 'todo' && entry.state !== 'suggested') return false;
    } else if (shown === 'problem') {
      if (!entry.hasProblem) return false;
    } else if (shown !== 'all' && entry.state !== shown) {
      return false;
    }
    if (search === '') return true;
    if (searchIn !== 'captions' && isFound(entry.fileName)) return true;
    return searchIn !== 'names' && isFound(shownText(entry, known));
  };
}

/** All texts that the search of a look goes through. */
export function searchedTexts(entries: ChunkedList<Entry>, { searchIn }: Look, known: EntryKnowledge): string[] {
  const texts: string[] = [];
  for (const entry of entries) {
    if (searchIn !== 'captions') texts.push(entry.fileName);
    if (searchIn !== 'names') texts.push(shownText(entry, known));
  }
  return texts;
}

/** The caption that the list shows: the row's, or what is suggested where there is none. */
function shownText(entry: Entry, known: EntryKnowledge): string {
  const text = entry.row?.text ?? '';
  return text === '' ? known.suggested(entry) : text;
}

function textMatcher({ search, isRegularExpression, matchCase }: Look): (text: string) => boolean {
  if (isRegularExpression) {
    try {
      const expression = new RegExp(search, matchCase ? 'u' : 'iu');
      return (text) => expression.test(text);
    } catch (error) {
      throw new SearchError(reasonOf(error), { cause: error });
    }
  }
  if (matchCase) return (text) => text.includes(search);
  const lower = search.toLowerCase();
  return (text) => text.toLowerCase().includes(lower);
}

/** Tells of two entries whether an order wants the one before the other. */
export function comesBefore(order: Order, known: EntryKnowledge): (one: Entry, other: Entry) => boolean {
  return (one, other) => measure(one, order, known) < measure(other, order, known);
}

/** Small comes first. */
function measure(entry: Entry, order: Order, known: EntryKnowledge): number | string {
  switch (order) {
    case 'confidence':
      // What is decided already has nothing to teach; what nothing is suggested for yet comes last but for that.
      return entry.state === 'todo' || entry.state === 'suggested' ? (known.confidence(entry) ?? 2) : 3;
    case 'length':
      return -(entry.row?.text ?? '').length;
    case 'time':
      return -(Date.parse(entry.row?.updated ?? '') || 0);
    case 'path':
      return 0;
  }
}
