import { onOneLine } from '../base/onOneLine';

/** What is pasted into the text box of a caption becomes one line. */
export function pasteOnOneLine(event: ClipboardEvent): void {
  const text = event.clipboardData?.getData('text/plain') ?? '';
  if (onOneLine(text) === text) return;
  event.preventDefault();
  document.execCommand('insertText', false, onOneLine(text));
}
