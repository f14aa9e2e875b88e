import path from 'node:path';
import * as vscode from 'vscode';
import { applyEdit, appendRow, editRow, removeRow, type TextEdit } from '../dataset/edit';
import { resolveImagePath } from '../dataset/filePath';
import { scanFolder } from '../dataset/folder';
import { rowKeys, type Row } from '../dataset/row';
import { diskPath } from './datasetFileSystem';
import { countDecided, listItems, type Counts, type ListItem } from './datasetList';

const emptyRow: Row = { fileName: '', text: '', suggestion: '', status: '', model: '', updated: '' };
const ownKeys: readonly string[] = Object.values(rowKeys);

/** VS Code did not take an edit: the document changed meanwhile, or it is read-only. */
export class EditRefusedError extends Error {
  override readonly name = 'EditRefusedError';
}

/** The JSONL document as the editor sees it: what it lists, and how it is changed. */
export class CaptionDocument {
  private fileNames: readonly string[] = [];
  private listed: { version: number; fileNames: readonly string[]; items: ListItem[]; counts: Counts } | undefined;
  /** What could not be read in the folder. */
  folderProblems: { path: string; reason: string }[] = [];

  constructor(readonly document: vscode.TextDocument) {}

  /** The file on disk, which may not be there yet. */
  get file(): string {
    return diskPath(this.document.uri);
  }

  get folder(): string {
    return path.dirname(this.file);
  }

  get items(): readonly ListItem[] {
    return this.list().items;
  }

  get counts(): Counts {
    return this.list().counts;
  }

  /** Looks for the images of the folder. @throws Error if it cannot be listed */
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

  /** The path of an entry's image, if there is one. */
  imagePath(item: ListItem | undefined): string | undefined {
    if (!item || item.problem !== undefined) return undefined;
    const image = this.image(item);
    return 'path' in image ? image.path : undefined;
  }

  /** Changes an entry, as one undo step: its line is edited, or a new one appended. @throws EditRefusedError */
  async change(item: ListItem, changes: Partial<Row>): Promise<void> {
    const text = this.document.getText();
    await this.apply(
      item.line
        ? editRow(text, item.line, changes)
        : appendRow(text, { ...emptyRow, fileName: item.fileName, ...changes }),
    );
  }

  /** Makes an entry undecided. A line with keys of other tools stays; one that Showtell wrote goes. */
  async clear(item: ListItem): Promise<void> {
    if (!item.line) return;
    const text = this.document.getText();
    const keys = Object.keys(JSON.parse(text.slice(item.line.start, item.line.end)) as object);
    if (keys.every((key) => ownKeys.includes(key))) await this.apply(removeRow(text, item.line));
    else await this.change(item, { text: '', suggestion: '', status: '', model: '', updated: '' });
  }

  private list(): NonNullable<CaptionDocument['listed']> {
    const { version } = this.document;
    if (this.listed?.version !== version || this.listed.fileNames !== this.fileNames) {
      const items = listItems(this.document.getText(), this.fileNames);
      this.listed = { version, fileNames: this.fileNames, items, counts: countDecided(items) };
    }
    return this.listed;
  }

  private async apply(edit: TextEdit): Promise<void> {
    const text = this.document.getText();
    if (applyEdit(text, edit) === text) return;
    const range = new vscode.Range(this.document.positionAt(edit.start), this.document.positionAt(edit.end));
    const workspaceEdit = new vscode.WorkspaceEdit();
    workspaceEdit.replace(this.document.uri, range, edit.text);
    if (!(await vscode.workspace.applyEdit(workspaceEdit))) {
      throw new EditRefusedError(
        `VS Code did not take the change of ${path.basename(this.file)}. Is the file read-only?`,
      );
    }
  }
}
