/** One replacement inside of a line, which is counted from 0. */
export interface LineEdit {
  line: number;
  start: number;
  end: number;
  text: string;
}

/** One replacement from a place in a line to a place in a later one. */
export interface MergedEdit {
  start: { line: number; character: number };
  end: { line: number; character: number };
  text: string;
}

/**
 * Makes one replacement of many, which is what VS Code makes of them anyway when there are thousands, but slowly.
 * @param edits one a line, at least one
 * @param lineAt the text of a line, without its line ending
 * @returns a replacement that gives the same text; `\n` stands between its lines
 */
export function mergeLineEdits(edits: readonly LineEdit[], lineAt: (line: number) => string): MergedEdit {
  const sorted = edits.toSorted((one, other) => one.line - other.line);
  const first = sorted[0];
  const last = sorted[sorted.length - 1];
  const lines: string[] = [];
  let at = 0;
  for (let line = first.line; line <= last.line; line++) {
    const edit = sorted[at];
    const before = lineAt(line);
    const from = line === first.line ? first.start : 0;
    const to = line === last.line ? last.end : before.length;
    if (edit.line !== line) {
      lines.push(before);
      continue;
    }
    lines.push(before.slice(from, edit.start) + edit.text + before.slice(edit.end, to));
    at++;
  }
  return {
    start: { line: first.line, character: first.start },
    end: { line: last.line, character: last.end },
    text: lines.join('\n'),
  };
}
