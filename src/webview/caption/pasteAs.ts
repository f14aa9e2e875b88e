/** Pastes a text in another form. @param form what becomes of the text */
export function pasteAs(event: ClipboardEvent, form: (text: string) => string): void {
  const text = event.clipboardData?.getData('text/plain') ?? '';
  if (form(text) === text) return;
  event.preventDefault();
  document.execCommand('insertText', false, form(text));
}
