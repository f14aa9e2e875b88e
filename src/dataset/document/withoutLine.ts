import type { TextEdit } from './edit';
import type { TextRange } from '../json/jsonObject';

/** Takes away a line with the break behind it, so that what is taken of neighbouring lines never overlaps. */
export function withoutLine(text: string, { start, end }: TextRange): TextEdit {
  const ending = /^(\r\n|\n|\r)/.exec(text.slice(end, end + 2))?.[0] ?? '';
  return { start, end: end + ending.length, text: '' };
}
