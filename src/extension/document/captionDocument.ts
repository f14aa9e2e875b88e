import path from 'node:path';
import * as vscode from 'vscode';
import { editRow, formatRow, type TextEdit } from '../../dataset/document/edit';
import { imageKey } from '../../dataset/images/fileName';
import { resolveImagePath } from '../../dataset/images/filePath';
import { DatasetIndex, type IndexChange } from '../../dataset/list/datasetIndex';
import type { Entry } from '../../dataset/list/entry';
import type { LineEdit } from '../../dataset/document/mergeLineEdits';
import { ownKeys, type Row } from '../../dataset/rows/row';
import { TokenLimit } from '../tokens/tokenLimit';
import type { CountsView } from './countsMessages';
import { diskPath } from './datasetFileSystem';
import { EditGate } from './editGate';
import { EditRefusedError } from './editRefusedError';
import { applyEdit } from './applyEdit';
import { lineEdit, lineEditsOf } from './lineEdits';
import { undecided } from './rowChanges';

export const emptyRow: Row = { fileName: '', ...undecided };

/** What becomes of an entry's row. */
export interface EntryChange {
  entry: Entry;
  row: Partial<Row>;
}

/** The JSONL document as the editor sees it: what it lists, and how it is changed. An edit reads no line but its own. */
export class CaptionDocument implements vscode.Disposable {
  readonly index: DatasetIndex;
  readonly gate: EditGate;
  readonly tokens: TokenLimit;
  /** The version of the document that the index has. */
  private followed: number;

  constructor(private current: vscode.TextDocument) {
    this.gate = new EditGate(current);
    this.tokens = new TokenLimit(current.uri);
    this.followed = current.version;
    const text = (): vscode.TextDocument => this.current;
    this.index = new DatasetIndex({
      get lineCount() {
        return text().lineCount;
      },
      lineAt: (line) => text().lineAt(line).text,
    });
  }

  get document(): vscode.TextDocument {
    return this.current;
  }

  dispose(): void {
    this.gate.dispose();
    this.tokens.dispose();
  }

  /** The file on disk, which may not be there yet. */
  get file(): string {
    return diskPath(this.document.uri);
  }

  get folder(): string {
    return path.dirname(this.file);
  }

  get counts(): CountsView {
    const { images, counts } = this.index;
    return { ...images, states: { ...counts } };
  }

  /** The document has changed; see {@link DatasetIndex.apply}. */
  follow(changes: readonly vscode.TextDocumentContentChangeEvent[]): IndexChange {
    this.followed = this.document.version;
    return this.index.apply(changes.map(({ range: { start, end }, text }) => ({ start, end, text })));
  }

  /**
   * For an edit whose editor was closed meanwhile: VS Code lets go of the document then, and an edit by the lines of the one that is
   * gone would hit others. It is opened again, and read anew where it has become another.
   */
  async catchUp(): Promise<void> {
    const { current } = this;
    if (current.isClosed) {
      this.current = await vscode.workspace.openTextDocument(current.uri);
      if (this.current.getText() === current.getText()) this.followed = this.current.version;
      else this.readAnew();
    } else if (this.followed !== current.version) {
      this.readAnew();
    }
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

  /** The first entry of an image, by its path. */
  entryAt(imagePath: string): Entry | undefined {
    return this.index.firstOf(imageKey(path.relative(this.folder, imagePath)));
  }

  /**
   * Notes whether a caption could be suggested for an image.
   * @returns its first entry; nothing if it is not listed
   */
  noteFailure(imagePath: string, hasFailed: boolean): Entry | undefined {
    const entry = this.entryAt(imagePath);
    if (entry?.group) this.index.setFailed(entry.group, hasFailed);
    return entry;
  }

  /** Changes an entry, as one undo step: its line is edited, or it gets one. @throws EditRefusedError */
  async change(entry: Entry, changes: Partial<Row>): Promise<void> {
    const line = this.index.lineNumber(entry);
    if (line === undefined) {
      return this.addRow(entry, formatRow({ ...emptyRow, fileName: entry.fileName, ...changes }));
    }
    await this.replaceIn(line, this.editOf(entry, line, changes));
  }

  /**
   * Gives an entry without a line this one, as one undo step: beside the other captions of its image, else behind all rows.
   * @throws EditRefusedError
   */
  async addRow(entry: Entry, row: string): Promise<void> {
    this.index.expectRow(entry);
    try {
      await this.applyAll([this.insertion(entry, row)]);
    } finally {
      this.index.expectRow(undefined);
    }
  }

  /**
   * Changes many entries as one undo step: their lines are edited, new ones appended.
   * @param removed entries whose lines go in the same step
   * @throws EditRefusedError
   */
  async changeAll(changes: readonly EntryChange[], removed: readonly Entry[] = []): Promise<void> {
    const lineEdits: LineEdit[] = [];
    const appended: string[] = [];
    for (const { entry, row } of changes) {
      const line = this.index.lineNumber(entry);
      if (line === undefined) {
        appended.push(formatRow({ ...emptyRow, fileName: entry.fileName, ...row }));
        continue;
      }
      const { start, end, text } = this.editOf(entry, line, row);
      if (start !== end || text !== '') lineEdits.push({ line, start, end, text });
    }
    const removedLines = removed.flatMap((entry) => this.index.lineNumber(entry) ?? []);
    // One edit over many lines would take in lines that go.
    const edits = removedLines.length > 0 ? lineEdits.map(lineEdit) : lineEditsOf(this.document, lineEdits);
    for (const line of removedLines)
      edits.push(vscode.TextEdit.delete(this.document.lineAt(line).rangeIncludingLineBreak));
    if (appended.length > 0) edits.push(this.appending(appended));
    if (edits.length > 0) await this.applyAll(edits);
  }

  /** Makes an entry undecided. A line with keys of other tools stays; one that Showtell wrote goes. */
  async clear(entry: Entry): Promise<void> {
    const line = this.index.lineNumber(entry);
    if (line === undefined) return;
    if (this.isOwn(entry)) {
      await this.apply(this.document.lineAt(line).rangeIncludingLineBreak, '');
    } else {
      await this.change(entry, undecided);
    }
  }

  /** Whether the line of an entry holds nothing of another tool; so does one that is not there. */
  isOwn(entry: Entry): boolean {
    const line = this.lineOf(entry);
    if (line === undefined || !entry.row) return true;
    return Object.keys(JSON.parse(line) as object).every((key) => ownKeys.has(key));
  }

  /** The line of an entry; nothing for an image without a row. */
  lineOf(entry: Entry): string | undefined {
    const line = this.index.lineNumber(entry);
    return line === undefined ? undefined : this.document.lineAt(line).text;
  }

  private readAnew(): void {
    this.followed = this.document.version;
    this.index.readAnew();
  }

  /** The edit of an entry's line that gives its row these values. */
  editOf(entry: Entry, line: number, changes: Partial<Row>): TextEdit {
    const { text } = this.document.lineAt(line);
    return editRow(text, { line, start: 0, end: text.length, row: entry.row, problem: entry.problem }, changes);
  }

  private insertion({ group, key }: Entry, row: string): vscode.TextEdit {
    const lines = group?.entries.map((each) => (each.key === key ? 'here' : this.index.lineNumber(each))) ?? [];
    const here = lines.indexOf('here');
    const before = lines.slice(0, here).findLast((line) => typeof line === 'number');
    if (before !== undefined) return vscode.TextEdit.insert(this.document.lineAt(before).range.end, `\n${row}`);
    const behind = lines.slice(here + 1).find((line) => typeof line === 'number');
    if (behind !== undefined) return vscode.TextEdit.insert(new vscode.Position(behind, 0), `${row}\n`);
    return this.appending([row]);
  }

  /** After the last line; a missing final line ending is added first. */
  appending(lines: readonly string[]): vscode.TextEdit {
    const { range, isEmptyOrWhitespace } = this.document.lineAt(this.document.lineCount - 1);
    // VS Code turns these into the line endings that the document has.
    const before = isEmptyOrWhitespace && range.isEmpty ? '' : '\n';
    return vscode.TextEdit.insert(range.end, `${before}${lines.map((line) => `${line}\n`).join('')}`);
  }

  private async replaceIn(line: number, { start, end, text }: TextEdit): Promise<void> {
    if (start === end && text === '') return;
    await this.apply(new vscode.Range(line, start, line, end), text);
  }

  private apply(range: vscode.Range, text: string): Promise<void> {
    return this.applyAll([vscode.TextEdit.replace(range, text)]);
  }

  /** Changes the text in many places, as one undo step. @throws EditRefusedError, or NotEditableError */
  readonly applyAll = async (edits: vscode.TextEdit[]): Promise<void> => {
    this.gate.enforce();
    const outcome = await applyEdit(this.document, edits);
    if (outcome === 'swallowed') this.gate.refuseSwallowed();
    if (outcome === 'refused') {
      throw new EditRefusedError(
        vscode.l10n.t('VS Code did not take the change of {0}. Is the file read-only?', path.basename(this.file)),
      );
    }
  };
}
