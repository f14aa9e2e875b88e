import type { ItemView } from '../../../src/extension/entries/entryMessages';
import type { FilterView } from '../../../src/extension/entries/listFilterMessages';
import type { CandidateView } from '../../../src/extension/suggestions/suggestionMessages';
import type { ToWebview } from '../../../src/extension/messages';
import { plainFilter } from '../../../src/dataset/list/listFilter';
import { WebviewPage } from './webviewPage';

type Reset = Extract<ToWebview, { type: 'reset' }>;
type Counts = Reset['counts'];

const nothing = {
  ...{ todo: 0, suggested: 0, begun: 0, captioned: 0, accepted: 0, edited: 0, written: 0, excluded: 0 },
  ...{ broken: 0, problem: 0 },
};

/** A caption that the captioner offers, looked for in a grid of two places. */
export function candidate(text: string, probabilities: readonly number[] = []): CandidateView {
  const words = text.split(' ').map((word, at) => ({
    text: word,
    probability: probabilities.at(at) ?? 0.9,
    attention: [0.25, 0.75],
  }));
  return { text, confidence: 0.5, words };
}

/** A suggestion that is there, the best caption first. */
export function suggested(...captions: (string | CandidateView)[]): ItemView['suggestion'] {
  const candidates = captions.map((caption) => (typeof caption === 'string' ? candidate(caption) : caption));
  return { state: 'ready', gridWidth: 2, gridHeight: 1, candidates };
}

/** What the list has of the image at a place: not decided, and nothing is suggested, unless said otherwise. */
export function entry(index: number, changes: Partial<ItemView> = {}): ItemView {
  return {
    index,
    key: `${index}.jpg 0`,
    kind: 'image',
    fileName: `${index}.jpg`,
    text: '',
    updated: '',
    status: '',
    isShort: false,
    isStructured: false,
    fields: [],
    caption: { at: 1, of: 1, others: [] },
    suggestion: { state: 'none' },
    acknowledged: 0,
    ...changes,
  };
}

export function countsOf(total: number, decided = 0): Counts {
  const states = { ...nothing, todo: total - decided, accepted: decided };
  return { total, decided, states };
}

/** The message of a list with these entries. */
export function listOf(items: readonly ItemView[], changes: Partial<Reset> = {}): Reset {
  const filter: FilterView = plainFilter;
  const place = { select: 0, scroll: 'reveal' as const, shift: 0, folder: '/pictures', filter };
  const length = items.length;
  return { type: 'reset', version: 1, length, counts: countsOf(length), items: [...items], ...place, ...changes };
}

/** The page with a list of these entries, the first of which is selected; what it said by then is forgotten. */
export async function openDataset(items: readonly ItemView[], changes: Partial<Reset> = {}): Promise<WebviewPage> {
  const page = await WebviewPage.open();
  page.tell(listOf(items, changes));
  page.tell({ type: 'editable' });
  page.answerMoves();
  page.hearOn();
  return page;
}
