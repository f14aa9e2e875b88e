import type { TextEdit } from '../dataset/edit';
import { isObject } from '../dataset/rowReading';

/** What of a line that is no row means nothing and may go: NUL bytes around an object, as a crash leaves them, or a comma before its end. */
export function mendOfLine(text: string, start: number, end: number): TextEdit | undefined {
  const line = text.slice(start, end);
  const content = /^[\0\s]*([^]*?)[\0\s]*$/.exec(line)?.[1] ?? line;
  if (content === '') return withoutLine(text, start, end);
  const mended = content.replace(/,(?=\s*\}$)/, '');
  return mended !== line && isWholeObject(mended) ? { start, end, text: mended } : undefined;
}

/** Takes away a line with the break that stands before it; of the first one with that behind it. */
export function withoutLine(text: string, start: number, end: number): TextEdit {
  const before = /(\r\n|\n|\r)$/.exec(text.slice(Math.max(0, start - 2), start));
  if (before) return { start: start - before[0].length, end, text: '' };
  const behind = /^(\r\n|\n|\r)/.exec(text.slice(end, end + 2));
  return { start, end: end + (behind?.[0].length ?? 0), text: '' };
}

function isWholeObject(json: string): boolean {
  try {
    return isObject(JSON.parse(json));
  } catch {
    return false;
  }
}
