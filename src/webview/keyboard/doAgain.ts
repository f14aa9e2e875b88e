import { type FocusableElement, tabbable } from 'tabbable';

/** Lets a key or a click that was held do what it does, where the focus is by now; VS Code gets a key, too. */
export function doAgain(event: KeyboardEvent | MouseEvent): void {
  if (event instanceof MouseEvent) {
    event.target?.dispatchEvent(new MouseEvent(event.type, event));
    return;
  }
  const place = document.activeElement ?? document.body;
  const isFree = place.dispatchEvent(new KeyboardEvent(event.type, event));
  if (!isFree) return;
  if (event.key === 'Tab') moveFocus(place, event.shiftKey);
  else if (place instanceof HTMLSelectElement) moveChoice(place, event.key);
  else if (place instanceof HTMLButtonElement && event.key === 'Enter') place.click();
  else if (place instanceof HTMLTextAreaElement || place instanceof HTMLInputElement) edit(place, event);
}

/** Types a text where the focus is: on a button a space presses it, in a list of choices letters choose. */
export function typeText(text: string): void {
  const place = document.activeElement ?? document.body;
  if (place instanceof HTMLSelectElement) choose(place, (option) => beginsWith(option.text, text));
  else if (place instanceof HTMLButtonElement)
    [...text].filter((letter) => letter === ' ').forEach(() => place.click());
  else change(place, 'insertText', 'insertText', text);
}

/** Deletes what is selected in a text box, as its Delete key does. */
export function deleteSelected(box: HTMLTextAreaElement): void {
  change(box, 'forwardDelete', 'deleteContentForward');
}

/** Tab: the focus goes on to what comes next in the page, and stays at its ends. */
function moveFocus(from: Element, isBack: boolean): void {
  const places = tabbable(document.body);
  const at = places.findIndex((place) => place === from);
  const next: FocusableElement | undefined = places[at + (isBack ? -1 : 1)];
  next?.focus();
  if (next instanceof HTMLInputElement) next.select();
}

function moveChoice(list: HTMLSelectElement, key: string): void {
  const step = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[key];
  const offered = [...list.options].filter(({ hidden }) => !hidden);
  const next = step && offered.at(Math.max(0, offered.indexOf(list.options[list.selectedIndex]) + step));
  if (next) choose(list, (option) => option === next);
}

function choose(list: HTMLSelectElement, isMeant: (option: HTMLOptionElement) => boolean): void {
  const meant = [...list.options].find((option) => !option.hidden && isMeant(option));
  if (!meant || meant.selected) return;
  meant.selected = true;
  list.dispatchEvent(new Event('input', { bubbles: true }));
  list.dispatchEvent(new Event('change', { bubbles: true }));
}

function beginsWith(text: string, beginning: string): boolean {
  return text.toLocaleLowerCase().startsWith(beginning.toLocaleLowerCase());
}

/** Changes a text as the browser would; of what a program changes it says nothing beforehand. */
function change(place: Element, command: string, inputType: string, text?: string): void {
  place.dispatchEvent(new InputEvent('beforeinput', { inputType, data: text, bubbles: true }));
  document.execCommand(command, false, text);
}

/** Does what a key does in a text box by itself; a key that a program presses does not. */
function edit(box: HTMLTextAreaElement | HTMLInputElement, { key, ctrlKey, metaKey, altKey, shiftKey }: KeyboardEvent) {
  const selection = document.getSelection();
  const isFurther = ctrlKey || metaKey || altKey;
  const direction = /^(ArrowLeft|ArrowUp|Home|Backspace)$/.test(key) ? 'backward' : 'forward';
  if (/^(Backspace|Delete)$/.test(key)) {
    if (isFurther && box.selectionStart === box.selectionEnd) selection?.modify('extend', direction, 'word');
    change(
      box,
      key === 'Delete' ? 'forwardDelete' : 'delete',
      key === 'Delete' ? 'deleteContentForward' : 'deleteContentBackward',
    );
  } else if (/^(Arrow|Home|End)/.test(key)) {
    selection?.modify(shiftKey ? 'extend' : 'move', direction, reach(key, isFurther));
  } else if (isFurther && key.toLowerCase() === 'a') {
    box.select();
  }
}

/** How far a key moves the caret. */
function reach(key: string, isFurther: boolean): string {
  if (/^(Home|End)$/.test(key)) return isFurther ? 'documentboundary' : 'lineboundary';
  if (/^Arrow(Up|Down)$/.test(key)) return 'line';
  return isFurther ? 'word' : 'character';
}
