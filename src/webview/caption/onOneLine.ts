/** A caption is one line: what is pasted into its text box becomes one. */
export function pasteOnOneLine(event: ClipboardEvent): void {
  const text = event.clipboardData?.getData('text/plain') ?? '';
  if (!/[\r\n]/.test(text)) return;
  event.preventDefault();
  document.execCommand('insertText', false, text.trim().replace(/\s*[\r\n]+\s*/g, ' '));
}
