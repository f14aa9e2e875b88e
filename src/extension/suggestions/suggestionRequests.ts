import type { ChunkedList } from '../../dataset/list/chunkedList';
import { isDone, type Entry } from '../../dataset/list/entry';
import type { CaptionDocument } from '../document/captionDocument';
import type { Priority, SuggestionStore } from './suggestionStore';

/** How many images after the selected one are captioned before anybody asks. */
const readAhead = 3;

/** Asks for suggestions: what is looked at comes first, then what is on screen, then the next few. */
export function requestSuggestions(
  captions: Pick<CaptionDocument, 'imagePath'>,
  suggestions: Pick<SuggestionStore, 'request'>,
  entries: ChunkedList<Entry>,
  selected: number,
  shown: readonly number[],
): void {
  const ask = (index: number, priority: Priority): void => {
    const entry = entries.at(index);
    if (!entry || (priority !== 'focus' && isDone(entry))) return;
    const imagePath = captions.imagePath(entry);
    if (imagePath !== undefined) suggestions.request(imagePath, priority);
  };
  ask(selected, 'focus');
  for (const index of shown) ask(index, 'visible');
  for (let ahead = 1; ahead <= readAhead; ahead++) ask(selected + ahead, 'batch');
}
