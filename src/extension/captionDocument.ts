import path from 'node:path';
import * as vscode from 'vscode';
import { editRow, formatRow, type TextEdit } from '../dataset/edit';
import { resolveImagePath } from '../dataset/filePath';
import { scanFolder } from '../dataset/folder';
import { DatasetIndex, type IndexChange } from '../dataset/list/datasetIndex';
import type { Entry } from '../dataset/list/entry';
import { rowKeys, type Row } from '../dataset/row';
import { diskPath } from './datasetFileSystem';
import type { CountsView } from './messages';

const emptyRow: Row = { fileName: '', text: '', suggestion: '', status: '', model: '', updated: '' };
const ownKeys: readonly string[] = Object.values(rowKeys);

/** VS Code did not take an edit: the document changed meanwhile, or it is read-only. */
export class EditRefusedError extends Error {
  override readonly name = 'EditRefusedError';
}

/** The JSONL document as the editor sees it: what it lists, and how it is changed. An edit reads no line but its own. */
export class CaptionDocument {
  readonly index: DatasetIndex;
  /** What could not be read in the folder. */
  folderProblems: { path: string; reason: string }[] = [];

  constructor(readonly document: vscode.TextDocument) {
    this.index = new DatasetIndex({
      get lineCount() {
        return document.lineCount;
      },
      lineAt: (line) => document.lineAt(line).text,
    });
  }

  /** The file on disk, which may not be there yet. */
  get file(): string {
    return diskPath(this.document.uri);
  }

  get folder(): string {
    return path.dirname(this.file);
  }

  get counts(): CountsView {
    const { broken, todo, suggested, ...others } = this.index.counts;
    const total = this.index.entries.length - broken;
    return { total, decided: total - todo - suggested, states: { broken, todo, suggested, ...others } };
  }

  /**
   * Looks for the images of the folder.
   * @returns whether entries came, went or moved
   * @throws Error if the folder cannot be listed
   */
  async scan(): Promise<boolean> {
    const { images, problems } = await scanFolder(this.folder);
    this.folderProblems = problems;
    return this.index.setImages(images.map((image) => image.fileName));
  }

  /** The document has changed; see {@link DatasetIndex.apply}. */
  follow(changes: readonly vscode.TextDocumentContentChangeEvent[]): IndexChange | undefined {
    return this.index.apply(changes.map(({ range: { start, end }, text }) => ({ start, end, text })));
  }

  /** Where the image of an entry is, or why it cannot be shown. */
  image(entry: Entry): { path: string } | { problem: string } {
    return resolveImagePath(this.folder, entry.fileName);
  }

  /** The path of an entry's image, if there is one. */
  imagePath(entry: Entry | undefined): string | undefined {
    if (!entry?.group) return undefined;
    const image = this.image(entry);
    return 'path' in image ? image.path : undefined;
  }

  /** Where an entry's image would be; nothing on disk is asked. */
  likelyPath(entry: Entry): string {
    return path.join(this.folder, entry.fileName);
  }

  /** Changes an entry, as one undo step: its line is edited, or a new one appended. @throws EditRefusedError */
  async change(entry: Entry, changes: Partial<Row>): Promise<void> {
    const line = this.index.lineNumber(entry);
    if (line === undefined) return this.append({ ...emptyRow, fileName: entry.fileName, ...changes });
    const { text } = this.document.lineAt(line);
    const whole = { line, start: 0, end: text.length, row: entry.row, problem: entry.problem };
    await this.replaceIn(line, editRow(text, whole, changes));
  }

  /** Makes an entry undecided. A line with keys of other tools stays; one that Showtell wrote goes. */
  async clear(entry: Entry): Promise<void> {
    const line = this.index.lineNumber(entry);
    if (line === undefined) return;
    const keys = Object.keys(JSON.parse(this.document.lineAt(line).text) as object);
    if (keys.every((key) => ownKeys.includes(key))) {
      await this.apply(this.document.lineAt(line).rangeIncludingLineBreak, '');
    } else {
      await this.change(entry, { text: '', suggestion: '', status: '', model: '', updated: '' });
    }
  }

  /** After the last line; a missing final line ending is added first. */
  private async append(row: Row): Promise<void> {
    const { range, isEmptyOrWhitespace } = this.document.lineAt(this.document.lineCount - 1);
    // VS Code turns these into the line endings that the document has.
    const before = isEmptyOrWhitespace && range.isEmpty ? '' : '\n';
    await this.apply(new vscode.Range(range.end, range.end), `${before}${formatRow(row)}\n`);
  }

  private async replaceIn(line: number, { start, end, text }: TextEdit): Promise<void> {
    if (start === end && text === '') return;
    await this.apply(new vscode.Range(line, start, line, end), text);
  }

  private async apply(range: vscode.Range, text: string): Promise<void> {
    const edit = new vscode.WorkspaceEdit();
    edit.replace(this.document.uri, range, text);
    if (!(await vscode.workspace.applyEdit(edit))) {
      throw new EditRefusedError(
        vscode.l10n.t('VS Code did not take the change of {0}. Is the file read-only?', path.basename(this.file)),
      );
    }
  }
}
