/** A caption is one line: what has several becomes one. */
export function onOneLine(text: string): string {
  return /[\r\n]/.test(text) ? text.trim().replace(/\s*[\r\n]+\s*/g, ' ') : text;
}
