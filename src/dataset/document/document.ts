import * as l10n from '@vscode/l10n';
import type { Row } from '../rows/row';
import { readContent } from '../rows/rowReading';

/** A line that is no row, and why, in words for the person who looks at it. */
export interface LineProblem {
  /** Counted from 0. */
  line: number;
  reason: string;
}

/** One line of a dataset. A blank line has neither a row nor a problem. */
export interface DatasetLine {
  /** Counted from 0. */
  line: number;
  /** Character offset in the text; after the byte order mark in the first line. */
  start: number;
  /** Character offset of the line's end, without the line ending. */
  end: number;
  row?: Row;
  /** The list `captions` of a row that another tool wrote; `row.text` is its first. */
  captions?: string[];
  /** Whether the caption is an object or a list of objects; `row.text` is how that is written, over several lines. */
  isStructured?: true;
  problem?: string;
}

// With the `u` flag this finds only surrogates that stand alone: the bytes that are not UTF-8, see encoding.ts.
const foreignByte = /[\u{DC80}-\u{DCFF}]/u;

// The bytes 0x80 to 0x9f, the usual culprits: curly quotes and dashes. Not every Node has the encoding itself.
const windows1252 = '€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ';

/**
 * Reads a dataset: every line, with its row or with what is wrong with it. Nothing is thrown and nothing is changed, so
 * a broken line costs no other line. What stands after the last line ending is a line only if it is not empty.
 */
export function readLines(text: string): DatasetLine[] {
  const lines: DatasetLine[] = [];
  const checkBytes = hasForeignBytes(text);
  for (const { start, end } of lineRanges(text)) lines.push(readLine(text, lines.length, start, end, checkBytes));
  return lines;
}

/** Where the lines of a text stand, without line endings and byte order mark. */
export function* lineRanges(text: string): Generator<{ start: number; end: number }> {
  let start = text.startsWith('\uFEFF') ? 1 : 0;
  if (text.includes('\r')) {
    const lineEnding = /\r\n|\n|\r/g;
    for (let ending = lineEnding.exec(text); ending; ending = lineEnding.exec(text)) {
      yield { start, end: ending.index };
      start = lineEnding.lastIndex;
    }
  } else {
    for (let end = text.indexOf('\n', start); end >= 0; end = text.indexOf('\n', start)) {
      yield { start, end };
      start = end + 1;
    }
  }
  if (start < text.length) yield { start, end: text.length };
}

/** Whether bytes that are not UTF-8 stand in a text: lines that have them are no rows. */
export function hasForeignBytes(text: string): boolean {
  return foreignByte.test(text);
}

/**
 * Reads a single line again, for example after an edit of it.
 * @param line its number, counted from 0
 * @param start character offset of its first character
 * @param end character offset of its end, without the line ending
 */
export function readLine(text: string, line: number, start: number, end: number, checkBytes = true): DatasetLine {
  const content = text.slice(start, end);
  if (content.trim() === '') {
    return { line, start, end };
  }
  const byte = checkBytes ? foreignByte.exec(content) : null;
  if (byte) {
    return { line, start, end, problem: explainForeignByte(byte[0].charCodeAt(0) - 0xdc00) };
  }
  return { line, start, end, ...readContent(content) };
}

/** The lines that are no rows. */
export function lineProblems(lines: readonly DatasetLine[]): LineProblem[] {
  return lines.flatMap(({ line, problem }) => (problem === undefined ? [] : [{ line, reason: problem }]));
}

function explainForeignByte(byte: number): string {
  const hexadecimal = `0x${byte.toString(16)}`;
  const character = byte < 0xa0 ? windows1252.charAt(byte - 0x80) : String.fromCharCode(byte);
  return l10n.t(
    'The byte {0} is not UTF-8 (in Windows-1252 it is "{1}"). Correct it in a text editor and save as UTF-8.',
    hexadecimal,
    character,
  );
}
