import path from 'node:path';
import * as vscode from 'vscode';
import { applyEdit, appendRow, editRow, removeRow, type TextEdit } from '../dataset/edit';
import { resolveImagePath } from '../dataset/filePath';
import { scanFolder } from '../dataset/folder';
import type { Row } from '../dataset/row';
import { countDecided, listItems, type ListItem } from './datasetList';

/** The JSONL document as the editor sees it: what it lists, and how it is changed. */
export class CaptionDocument {
  private fileNames: string[] = [];
  private listed: { version: number; fileNames: readonly string[]; items: ListItem[] } | undefined;
  /** What could not be read in the folder. */
  folderProblems: { path: string; reason: string }[] = [];

  constructor(readonly document: vscode.TextDocument) {}

  /** The folder of the file; what an unsaved one will be in. */
  get folder(): string {
    return path.dirname(this.document.uri.fsPath);
  }

  get items(): ListItem[] {
    const { version } = this.document;
    if (this.listed?.version !== version || this.listed.fileNames !== this.fileNames) {
      this.listed = { version, fileNames: this.fileNames, items: listItems(this.document.getText(), this.fileNames) };
    }
    return this.listed.items;
  }

  get counts(): { total: number; decided: number } {
    return countDecided(this.items);
  }

  async scan(): Promise<void> {
    const { images, problems } = await scanFolder(this.folder);
    this.fileNames = images.map((image) => image.fileName);
    this.folderProblems = problems;
  }

  find(key: string): ListItem | undefined {
    return this.items.find((item) => item.key === key);
  }

  /** Where the image of an entry is, or why it cannot be shown. */
  image(item: ListItem): { path: string } | { problem: string } {
    return resolveImagePath(this.folder, item.fileName);
  }

  /** What changing an entry does to the text: its line is edited, or a new one appended. */
  textEdit(item: ListItem, changes: Partial<Row>): TextEdit {
    const text = this.document.getText();
    if (item.line) return editRow(text, item.line, changes);
    return appendRow(text, { fileName: item.fileName, text: '', suggestion: '', status: 'written', model: '', updated: '', ...changes });
  }

  /** Changes an entry, as one undo step. @throws Error if VS Code refuses the edit */
  async change(item: ListItem, changes: Partial<Row>): Promise<void> {
    await this.apply(this.textEdit(item, changes));
  }

  /** Takes away the line of an entry. */
  async remove(item: ListItem): Promise<void> {
    if (item.line) await this.apply(removeRow(this.document.getText(), item.line));
  }

  /** An edit in the form that VS Code takes. */
  toVsCode(edit: TextEdit): vscode.TextEdit {
    const range = new vscode.Range(this.document.positionAt(edit.start), this.document.positionAt(edit.end));
    return vscode.TextEdit.replace(range, edit.text);
  }

  private async apply(edit: TextEdit): Promise<void> {
    const text = this.document.getText();
    if (applyEdit(text, edit) === text) return;
    const workspaceEdit = new vscode.WorkspaceEdit();
    workspaceEdit.set(this.document.uri, [this.toVsCode(edit)]);
    if (!(await vscode.workspace.applyEdit(workspaceEdit))) {
      throw new Error(`VS Code did not take the change of ${path.basename(this.document.uri.fsPath)}. Is it read-only?`);
    }
  }
}
