/** Puts another text into a text box; the caret stays where it was, or at the end. */
export function setKeepingCaret(box: HTMLTextAreaElement, text: string): void {
  const { selectionStart, value } = box;
  const caret = selectionStart === value.length ? text.length : Math.min(selectionStart, text.length);
  box.value = text;
  if (document.activeElement === box) box.setSelectionRange(caret, caret);
}
