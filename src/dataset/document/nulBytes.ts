import type { DatasetLine } from './document';
import type { TextEdit } from './edit';
import { isUtf16 } from '../files/encoding';
import { withoutLine } from './withoutLine';

/** As many bytes VS Code looks at to tell text from binary files. */
const lookedAt = 512;
/** Stands where something is missing, as everywhere in Unicode. */
const replacementCharacter = '\uFFFD';

/** Whether VS Code takes a file for binary, so that neither editor opens it. No character of UTF-8 has a NUL in it. */
export function looksBinary(bytes: Uint8Array): boolean {
  return bytes.subarray(0, lookedAt).includes(0) && !isUtf16(bytes);
}

/**
 * Takes the NULs out that a crash leaves in a line. A line of nothing else goes as a whole. Those between two parts of a line have
 * taken something's place: one U+FFFD shows where.
 */
export function nulMends(text: string, { start, end }: DatasetLine): TextEdit[] {
  const content = text.slice(start, end);
  if (!content.includes('\0')) return [];
  if (isBlank(content)) return [withoutLine(text, { start, end })];
  return Array.from(content.matchAll(/\0+/g), ({ index, 0: nuls }) => {
    const after = index + nuls.length;
    const isOutside = isBlank(content.slice(0, index)) || isBlank(content.slice(after));
    return { start: start + index, end: start + after, text: isOutside ? '' : replacementCharacter };
  });
}

function isBlank(text: string): boolean {
  return text.replaceAll('\0', '').trim() === '';
}
