import type { TextEdit } from '../../dataset/document/edit';
import { applyMends } from '../../dataset/document/mend';
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

/** The lines that mends change, and what becomes of them. */
export function changesOf(text: string, mends: readonly TextEdit[]): LineChange[] {
  const changes: LineChange[] = [];
  let line = 0;
  let counted = 0;
  for (let at = 0; at < mends.length;) {
    const start = startOfLine(text, mends[at].start);
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

function startOfLine(text: string, from: number): number {
  // A place before the beginning counts as the beginning, where a line feed may stand.
  return from === 0 ? 0 : text.lastIndexOf('\n', from - 1) + 1;
}

function endOfLine(text: string, from: number): number {
  const feed = text.indexOf('\n', from);
  return feed < 0 ? text.length : feed;
}
