import type { Detail } from '../page/detail';
import type { Completing } from './completing';

/**
 * A click on the suggestion, where it goes wrong, begins the caption with it, puts the caret there and asks for another
 * ending. Not where the person has a caption already.
 */
export function listenForCorrections({ panel, box, suggested }: DetailParts, completing: Completing): void {
  const words = panel.words.element;
  words.addEventListener('mousedown', (event) => {
    const at = lengthUpTo(words, event.clientX, event.clientY);
    if (event.button !== 0 || at === undefined || !box.begin(suggested())) return;
    event.preventDefault();
    box.element.setSelectionRange(at, at);
    completing.clicked();
  });
}

/** What a correction works with. */
export interface DetailParts extends Pick<Detail, 'panel' | 'box'> {
  suggested: () => string;
}

/** How many characters of an element's text are left of a point. */
function lengthUpTo(within: HTMLElement, x: number, y: number): number | undefined {
  const position = document.caretPositionFromPoint(x, y);
  if (!position || !within.contains(position.offsetNode)) return undefined;
  const range = document.createRange();
  range.setStart(within, 0);
  range.setEnd(position.offsetNode, position.offset);
  return range.toString().length;
}
