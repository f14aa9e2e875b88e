/** Puts another text into a text box; the caret stays where it was, or at the end. */
export function setKeepingCaret(box: HTMLTextAreaElement, text: string): void {
  const { selectionStart, value } = box;
  const caret = selectionStart === value.length ? text.length : Math.min(selectionStart, text.length);
  box.value = text;
  if (document.activeElement === box) box.setSelectionRange(caret, caret);
}

/** Puts the caret behind a text, so that it goes on. @returns whether there is one */
export function goOnWith(box: HTMLTextAreaElement): boolean {
  const { length } = box.value;
  if (box.disabled || length === 0) return false;
  box.focus();
  box.setSelectionRange(length, length);
  return true;
}
