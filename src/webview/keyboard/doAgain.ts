/** Lets a key or a click that was held do what it does, where the focus is by now; VS Code gets a key, too. */
export function doAgain(event: KeyboardEvent | MouseEvent): void {
  if (event instanceof MouseEvent) {
    event.target?.dispatchEvent(new MouseEvent(event.type, event));
    return;
  }
  const place = document.activeElement ?? document.body;
  const isFree = place.dispatchEvent(new KeyboardEvent(event.type, event));
  if (isFree && (place instanceof HTMLTextAreaElement || place instanceof HTMLInputElement)) edit(place, event);
}

/** Types a text where the focus is. */
export function typeText(text: string): void {
  change(document.activeElement ?? document.body, 'insertText', 'insertText', text);
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
