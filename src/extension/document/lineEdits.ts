import * as vscode from 'vscode';
import { mergeLineEdits, type LineEdit } from '../../dataset/mergeLineEdits';

/** VS Code makes a single edit of more than these, in a way that takes much longer. */
const mostSingleEdits = 500;

/** As VS Code takes an edit inside of a line. */
export function lineEdit({ line, start, end, text }: LineEdit): vscode.TextEdit {
  return vscode.TextEdit.replace(new vscode.Range(line, start, line, end), text);
}

/** As VS Code takes edits of many lines; thousands are one. */
export function lineEditsOf(document: vscode.TextDocument, edits: readonly LineEdit[]): vscode.TextEdit[] {
  if (edits.length <= mostSingleEdits) return edits.map(lineEdit);
  const { start, end, text } = mergeLineEdits(edits, (line) => document.lineAt(line).text);
  return [vscode.TextEdit.replace(new vscode.Range(start.line, start.character, end.line, end.character), text)];
}
