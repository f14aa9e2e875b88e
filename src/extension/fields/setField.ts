import * as vscode from 'vscode';
import { readLine } from '../../dataset/document/document';
import { applyEdit, formatRow } from '../../dataset/document/edit';
import { editField } from '../../dataset/document/fields';
import type { Entry } from '../../dataset/list/entry';
import { emptyRow, type CaptionDocument } from '../document/captionDocument';

/**
 * Gives a field of an entry another text, as one undo step. An image without a row gets one, on which nothing is decided.
 * @throws EditRefusedError, or Error where the field is no text
 */
export async function setField(captions: CaptionDocument, entry: Entry, name: string, text: string): Promise<void> {
  const number = captions.index.lineNumber(entry);
  if (number === undefined) {
    const line = formatRow({ ...emptyRow, fileName: entry.fileName });
    const filled = applyEdit(line, editField(line, readLine(line, 0, 0, line.length), name, text));
    return captions.addRow(entry, filled);
  }
  const { text: line } = captions.document.lineAt(number);
  const { start, end, text: spliced } = editField(line, readLine(line, number, 0, line.length), name, text);
  if (start === end && spliced === '') return;
  await captions.applyAll([vscode.TextEdit.replace(new vscode.Range(number, start, number, end), spliced)]);
}
