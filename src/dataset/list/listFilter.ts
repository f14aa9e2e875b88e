import { reasonOf } from '../files/reason';
import { captionOf } from '../rows/row';
import { countWords } from '../text/words';
import type { ChunkedList } from './chunkedList';
import { imageStates, isOpen, type Entry } from './entry';
import { isInFolder } from './inFolder';

/** Which entries are shown: all, all that wait for a decision, those of a state, or all with a problem. */
export const shownChoices = ['all', 'open', ...imageStates, 'problem'] as const;
export type Shown = (typeof shownChoices)[number];

export const orders = ['path', 'confidence', 'longest', 'shortest', 'newest', 'oldest'] as const;
/** By path; least sure first; by the length of the caption; by the time of the decision. What has none comes last. */
export type Order = (typeof orders)[number];

export const searchPlaces = ['both', 'captions', 'names'] as const;

/** A number of words, or of tokens, from one to another; without the other, that or more. */
export interface LengthRange {
  from: number;
  to?: number | undefined;
}

/** How somebody looks at a dataset. */
export interface ListFilter {
  shown: Shown;
  search: string;
  searchIn: (typeof searchPlaces)[number];
  isRegularExpression: boolean;
  matchCase: boolean;
  order: Order;
  /** With its subfolders; '' for all of the dataset. */
  folder: string;
  /** Only captions of so many words; of any length where not given. */
  words?: LengthRange | undefined;
  /** Only captions of so many tokens; not heeded where none are counted. */
  tokens?: LengthRange | undefined;
}

export const plainFilter: ListFilter = {
  ...{ shown: 'all', search: '', searchIn: 'both' },
  ...{ isRegularExpression: false, matchCase: false, order: 'path', folder: '' },
};

/** What is known of an entry beside what stands in its own row. */
export interface EntryKnowledge {
  /** Of what is suggested for it, 0 to 1, if something is. */
  confidence(entry: Entry): number | undefined;
  /** What is suggested for it, '' if nothing. */
  suggested(entry: Entry): string;
  /** Whether its caption is much shorter than the others. */
  isShort(entry: Entry): boolean;
  /** The tokens of a text; nothing where none are counted. */
  tokens(text: string): number | undefined;
}

/** A regular expression that cannot be read. */
export class SearchError extends Error {
  override readonly name = 'SearchError';
}

/** Whether everything is shown, in whichever order. */
export function isUnfiltered({ shown, search, folder, words, tokens }: ListFilter): boolean {
  return shown === 'all' && search === '' && folder === '' && words === undefined && tokens === undefined;
}

/** Whether everything is shown, in the order of paths. */
export function isPlain(filter: ListFilter): boolean {
  return isUnfiltered(filter) && filter.order === 'path';
}

/**
 * The entries that a look shows, in its order; entries that are equal in it stay in the order of paths.
 * @param kept is shown also if it does not match
 * @throws SearchError if the search is a regular expression that cannot be read
 */
export function filterEntries(
  entries: ChunkedList<Entry>,
  filter: ListFilter,
  known: EntryKnowledge,
  kept?: Entry,
): Entry[] {
  const matches = matcher(filter, known);
  const found: Entry[] = [];
  for (const entry of entries) if (matches(entry) || entry === kept) found.push(entry);
  if (filter.order === 'path') return found;
  const measured = found.map((entry) => ({ entry, by: measure(entry, filter.order, known) }));
  // Of two that are infinite the difference is no number: then neither comes first.
  return measured.sort((one, other) => one.by - other.by).map(({ entry }) => entry);
}

/** Tells whether an entry belongs to what a look shows. @throws SearchError as {@link filterEntries} does */
export function matcher(filter: ListFilter, known: EntryKnowledge): (entry: Entry) => boolean {
  const isFound = textMatcher(filter);
  const { shown, searchIn, search, folder, words, tokens } = filter;
  return (entry) => {
    if (folder !== '' && !isInFolder(entry.group?.key ?? '', folder)) return false;
    if (shown === 'open') {
      if (!isOpen(entry)) return false;
    } else if (shown === 'problem') {
      if (!entry.hasProblem && !known.isShort(entry)) return false;
    } else if (shown !== 'all' && entry.state !== shown) {
      return false;
    }
    if (words && !isInRange(countWords(shownText(entry, known)), words)) return false;
    if (tokens && !isInRange(known.tokens(shownText(entry, known)), tokens)) return false;
    if (search === '') return true;
    if (searchIn !== 'captions' && isFound(entry.fileName)) return true;
    return searchIn !== 'names' && isFound(shownText(entry, known));
  };
}

/** All texts that the search of a look goes through. */
export function searchedTexts(entries: ChunkedList<Entry>, { searchIn }: ListFilter, known: EntryKnowledge): string[] {
  const texts: string[] = [];
  for (const entry of entries) {
    if (searchIn !== 'captions') texts.push(entry.fileName);
    if (searchIn !== 'names') texts.push(shownText(entry, known));
  }
  return texts;
}

/** The captions whose tokens are counted for a look. */
export function countedTexts(entries: ChunkedList<Entry>, filter: ListFilter, known: EntryKnowledge): string[] {
  const matches = matcher({ ...filter, tokens: undefined }, known);
  const texts: string[] = [];
  for (const entry of entries) if (matches(entry)) texts.push(shownText(entry, known));
  return texts;
}

/** The caption that the list shows: what is being typed, else the row's, or what is suggested where there is none. */
function shownText(entry: Entry, known: EntryKnowledge): string {
  const text = shownCaption(entry);
  return text === '' ? known.suggested(entry) : text;
}

/** Without what is suggested. */
function shownCaption({ draft, row }: Entry): string {
  return draft ?? captionOf(row);
}

function isInRange(count: number | undefined, { from, to = Infinity }: LengthRange): boolean {
  return count === undefined || (count >= from && count <= to);
}

function textMatcher({ search, isRegularExpression, matchCase }: ListFilter): (text: string) => boolean {
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

/** 0 if it is not known. */
function timeOf({ row }: Entry): number {
  return Date.parse(row?.updated ?? '') || 0;
}

/** Small comes first. */
function measure(entry: Entry, order: Order, known: EntryKnowledge): number {
  switch (order) {
    case 'confidence':
      // What is decided already has nothing to teach; what nothing is suggested for yet comes last but for that.
      return isOpen(entry) ? (known.confidence(entry) ?? 2) : 3;
    case 'longest':
      return -shownCaption(entry).length;
    case 'shortest':
      return shownCaption(entry).length || Infinity;
    case 'newest':
      return -timeOf(entry);
    case 'oldest':
      return timeOf(entry) || Infinity;
    case 'path':
      return 0;
  }
}
