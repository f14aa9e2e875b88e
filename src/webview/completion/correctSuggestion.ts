import type { BoxedWord } from '../deciding/boxedWord';
import type { Detail } from '../page/detail';
import type { Completing } from './completing';

/**
 * A click on a word of the suggestion boxes it, selects it in the text box, so that typing replaces it, and asks for another
 * ending from where it was clicked. Where the person has a caption without that word, it only shows where the captioner looked.
 * A click between two words puts the caret there, and one behind the last word behind that.
 */
export function listenForCorrections(
  detail: Pick<Detail, 'panel' | 'box' | 'suggested'>,
  boxedWord: BoxedWord,
  completing: Completing,
): void {
  const { panel, box } = detail;
  const { words } = panel;
  const begin = (event: MouseEvent): void => {
    if (!box.begin(detail.suggested)) return;
    event.preventDefault();
    const at = lengthUpTo(words.element, event) ?? box.element.value.length;
    box.element.setSelectionRange(at, at);
    completing.offerInsteadFrom(at);
  };
  panel.best.addEventListener('mousedown', (event) => {
    if (event.button === 0 && event.target === panel.best) begin(event);
  });
  words.element.addEventListener('mousedown', (event) => {
    const index = words.indexOf(event.target);
    if (event.button !== 0) return;
    if (index < 0) return begin(event);
    event.preventDefault();
    words.box(index);
    if (!boxedWord.edit()) return;
    const { selectionStart, value } = box.element;
    const text = words.texts[index];
    const right = Math.min(lengthUpTo(words.wordAt(index), event) ?? 0, text.length);
    completing.offerInsteadFrom(Math.min(selectionStart + right, value.length));
  });
}

/** How many characters of an element are left of where it is clicked; nothing where none of it is near. */
function lengthUpTo(within: Element, { clientX, clientY }: MouseEvent): number | undefined {
  const position = document.caretPositionFromPoint(clientX, clientY);
  if (!position || !within.contains(position.offsetNode)) return undefined;
  const range = document.createRange();
  range.setStart(within, 0);
  range.setEnd(position.offsetNode, position.offset);
  return range.toString().length;
}
