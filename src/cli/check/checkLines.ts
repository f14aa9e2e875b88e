import type { TextEdit } from '../../dataset/document/edit';
import { findProperties, jsonInOneLine, type TextRange } from '../../dataset/json/jsonObject';
import { rowKeys } from '../../dataset/rows/row';
import { isObject } from '../../dataset/json/parsedObject';

/** A comma before the end of an object means nothing. */
export function withoutLastComma(text: string, start: number, end: number): TextEdit | undefined {
  const comma = /,(?=\s*\}\s*$)/.exec(text.slice(start, end));
  if (!comma) return undefined;
  const at = start + comma.index;
  const isMended = isWholeObject(text.slice(start, at) + text.slice(at + 1, end));
  return isMended ? { start: at, end: at + 1, text: '' } : undefined;
}

/** Writes another name for the image of a line; all else of it stays. */
export function writeFileName(text: string, { start, end }: TextRange, name: string): TextEdit[] {
  // Of two keys of the same name, JSON counts the last.
  const found = findProperties(text.slice(start, end)).findLast(({ key }) => key === rowKeys.fileName);
  return found ? [{ start: start + found.value.start, end: start + found.value.end, text: jsonInOneLine(name) }] : [];
}

function isWholeObject(json: string): boolean {
  try {
    return isObject(JSON.parse(json));
  } catch {
    return false;
  }
}
