import { readLine } from '../../dataset/document/document';
import type { LineEdit } from '../../dataset/document/mergeLineEdits';
import type { Entry } from '../../dataset/list/entry';
import type { CaptionDocument } from '../document/captionDocument';
import { lineEditsOf } from '../document/lineEdits';
import { changedFields } from '../document/rowChanges';

/** A line that is to be as it was. */
export interface RestoredLine {
  entry: Entry;
  before: string;
  /** As it was left, by what is taken back. */
  left: string;
}

/**
 * Brings captions back as they were, as one undo step: the whole line byte for byte where it is as it was left, else text,
 * status and time.
 * @throws EditRefusedError
 */
export async function restoreLines(captions: CaptionDocument, lines: readonly RestoredLine[]): Promise<void> {
  const { document, index } = captions;
  const edits = lines.flatMap(({ entry, before, left }): LineEdit[] => {
    const line = index.lineNumber(entry);
    if (line === undefined) return [];
    const { text: now } = document.lineAt(line);
    if (now === left) return [{ line, start: 0, end: now.length, text: before }];
    const { row } = readLine(before, 0, 0, before.length);
    if (!row) return [];
    const { text, status, updated } = row;
    return [{ line, ...captions.editOf(entry, line, changedFields(entry.row, { text, status, updated })) }];
  });
  if (edits.length > 0) await captions.applyAll(lineEditsOf(document, edits));
}
