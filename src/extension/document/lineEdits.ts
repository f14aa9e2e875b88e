import * as vscode from 'vscode';
import type { TextEdit } from '../../dataset/document/edit';
import { applyMends } from '../../dataset/document/mend';
import { mergeLineEdits, type LineEdit } from '../../dataset/document/mergeLineEdits';
import type { LineChange } from '../../dataset/document/mergeRows';

/** VS Code makes a single edit of more than these, in a way that takes much longer. */
const mostSingleEdits = 500;

/** As VS Code takes an edit inside of a line. */
export function lineEdit({ line, start, end, text }: LineEdit): vscode.TextEdit {
  return vscode.TextEdit.replace(new vscode.Range(line, start, line, end), text);
}

/** As VS Code takes edits of a text that the document has, in the order of places; thousands are one. */
export function textEditsOf(document: vscode.TextDocument, edits: readonly TextEdit[]): vscode.TextEdit[] {
  const place = (start: number, end: number): vscode.Range =>
    new vscode.Range(document.positionAt(start), document.positionAt(end));
  if (edits.length <= mostSingleEdits)
    return edits.map(({ start, end, text }) => vscode.TextEdit.replace(place(start, end), text));
  const { start } = edits[0];
  const { end } = edits[edits.length - 1];
  const moved = edits.map((edit) => ({ ...edit, start: edit.start - start, end: edit.end - start }));
  const text = applyMends(document.getText().slice(start, end), moved);
  return [vscode.TextEdit.replace(place(start, end), text)];
}

/** As VS Code takes edits of many lines; thousands are one. */
export function lineEditsOf(document: vscode.TextDocument, edits: readonly LineEdit[]): vscode.TextEdit[] {
  if (edits.length <= mostSingleEdits) return edits.map(lineEdit);
  const { start, end, text } = mergeLineEdits(edits, (line) => document.lineAt(line).text);
  return [vscode.TextEdit.replace(new vscode.Range(start.line, start.character, end.line, end.character), text)];
}

/** As VS Code takes whole lines that become others, more or fewer; thousands are one edit. */
export function lineChangesOf(document: vscode.TextDocument, changes: readonly LineChange[]): vscode.TextEdit[] {
  if (changes.length <= mostSingleEdits)
    return changes.map(({ line, lines }) => replaceLines(document, line, line, lines));
  const first = changes[0].line;
  const last = changes[changes.length - 1].line;
  const changed = new Map(changes.map(({ line, lines }) => [line, lines]));
  const lines: string[] = [];
  for (let line = first; line <= last; line++) lines.push(...(changed.get(line) ?? [document.lineAt(line).text]));
  return [replaceLines(document, first, last, lines)];
}

function replaceLines(document: vscode.TextDocument, first: number, last: number, lines: string[]): vscode.TextEdit {
  const { range, rangeIncludingLineBreak } = document.lineAt(last);
  const start = new vscode.Position(first, 0);
  // What ends the last line stays, but where no line is left.
  if (lines.length > 0) return vscode.TextEdit.replace(new vscode.Range(start, range.end), lines.join('\n'));
  return vscode.TextEdit.delete(new vscode.Range(start, rangeIncludingLineBreak.end));
}
