import type { TextEdit } from '../dataset/edit';
import { isObject } from '../dataset/rowReading';

/** A comma before the end of an object means nothing. */
export function withoutLastComma(text: string, start: number, end: number): TextEdit | undefined {
  const comma = /,(?=\s*\}\s*$)/.exec(text.slice(start, end));
  if (!comma) return undefined;
  const at = start + comma.index;
  const isMended = isWholeObject(text.slice(start, at) + text.slice(at + 1, end));
  return isMended ? { start: at, end: at + 1, text: '' } : undefined;
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
