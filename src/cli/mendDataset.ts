import { constants } from 'node:fs';
import { copyFile } from 'node:fs/promises';
import type { TextEdit } from '../dataset/edit';
import { DatasetFileError, readDatasetToMend, writeDatasetFile } from '../dataset/file';
import { errorCode, explainFileError } from '../dataset/fileError';
import type { Finding } from './finding';

/** A change that mending makes, for a person to read. */
export interface LineChange {
  /** Counted from 0. */
  line: number;
  before: string[];
  after: string[];
}

/** The mends of findings, in the order of the text; where two would change the same place, the first is kept. */
export function mendsOf(findings: readonly Finding[]): TextEdit[] {
  const all = findings.flatMap(({ mend }) => mend ?? []).toSorted((one, other) => one.start - other.start);
  let end = 0;
  return all.filter((mend) => {
    const isFree = mend.start >= end;
    if (isFree) end = mend.end;
    return isFree;
  });
}

/** What mends make of a text. @param mends in the order of the text */
export function applyMends(text: string, mends: readonly TextEdit[]): string {
  const parts: string[] = [];
  let at = 0;
  for (const mend of mends) {
    parts.push(text.slice(at, mend.start), mend.text);
    at = mend.end;
  }
  return parts.join('') + text.slice(at);
}

/** The lines that mends change, and what becomes of them. */
export function changesOf(text: string, mends: readonly TextEdit[]): LineChange[] {
  const changes: LineChange[] = [];
  let line = 0;
  let counted = 0;
  for (let at = 0; at < mends.length;) {
    const start = text.lastIndexOf('\n', mends[at].start - 1) + 1;
    let end = endOfLine(text, mends[at].end);
    let next = at + 1;
    while (next < mends.length && mends[next].start <= end) end = endOfLine(text, mends[next++].end);
    const inside = mends.slice(at, next).map((mend) => ({ ...mend, start: mend.start - start, end: mend.end - start }));
    const before = text.slice(start, end);
    for (; counted < start; counted++) if (text[counted] === '\n') line++;
    changes.push(withoutCommon({ line, before: before.split('\n'), after: applyMends(before, inside).split('\n') }));
    at = next;
  }
  return changes;
}

/** A line that goes is taken away with the break before or behind it; its neighbours stay. */
function withoutCommon({ line, before, after }: LineChange): LineChange {
  const shorter = Math.min(before.length, after.length);
  let head = 0;
  while (head < shorter && before[head] === after[head]) head++;
  let tail = 0;
  while (tail < shorter - head && before.at(-1 - tail) === after.at(-1 - tail)) tail++;
  const changed = (lines: readonly string[]): string[] => lines.slice(head, lines.length - tail);
  return { line: line + head, before: changed(before), after: changed(after) };
}

/**
 * Writes a dataset that was mended. The file as it was is kept beside it.
 * @param before what it held when it was looked at
 * @returns where it is kept
 * @throws DatasetFileError if it holds something else by now, or cannot be kept or written; it is then as it was
 */
export async function writeMended(path: string, before: string, after: string): Promise<string> {
  const { text } = await readDatasetToMend(path);
  if (text !== before) throw new DatasetFileError(`${path} was changed meanwhile. Nothing was mended; try again.`);
  const kept = await keep(path);
  await writeDatasetFile(path, after);
  return kept;
}

/** Nothing that was kept before is written over. */
async function keep(path: string): Promise<string> {
  for (let number = 1; ; number++) {
    const copy = `${path}.before-fix${number === 1 ? '' : `-${number}`}`;
    try {
      await copyFile(path, copy, constants.COPYFILE_EXCL);
      return copy;
    } catch (error) {
      if (errorCode(error) === 'EEXIST') continue;
      throw new DatasetFileError(`Cannot keep ${path} as ${copy}: ${explainFileError(error)}. Nothing was changed.`, {
        cause: error,
      });
    }
  }
}

function endOfLine(text: string, from: number): number {
  const feed = text.indexOf('\n', from);
  return feed < 0 ? text.length : feed;
}
