import assert from 'node:assert/strict';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, before, beforeEach } from 'mocha';
import * as vscode from 'vscode';
import type { ItemView } from '../../src/extension/entries/entryMessages';
import type { ShowtellApi } from '../../src/extension/showtellApi';

const extensionId = 'showtell.showtell';

/** The extension, active. */
export async function activateShowtell(): Promise<ShowtellApi> {
  const extension = vscode.extensions.getExtension<ShowtellApi>(extensionId);
  assert.ok(extension, 'the extension is installed');
  return extension.activate();
}

/** Waits for something to become true, whenever VS Code gets to it. */
export async function until(what: string, condition: () => boolean, limit = 60_000): Promise<void> {
  const end = Date.now() + limit;
  while (!condition()) {
    if (Date.now() > end) throw new Error(`It took longer than ${limit / 1000} s until ${what}.`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** A folder of a few sample photographs for each test, and the editor on it. */
export function useDataset(names: readonly string[]): Dataset {
  const dataset = new Dataset();
  before(async () => {
    dataset.api = await activateShowtell();
  });
  beforeEach(() => dataset.begin(names));
  afterEach(() => dataset.end());
  return dataset;
}

export function samplesFolder(): string {
  return path.join(extensionFolder(), 'samples');
}

export function extensionFolder(): string {
  return vscode.extensions.getExtension(extensionId)?.extensionPath ?? '';
}

/** One folder of images and the editor that is open on it. */
export class Dataset {
  folder = '';
  api!: ShowtellApi;
  private sequence = 0;

  get file(): string {
    return path.join(this.folder, 'metadata.jsonl');
  }

  get fileExists(): boolean {
    return existsSync(this.file);
  }

  /** The bytes on disk, as text. */
  get saved(): string {
    return readFileSync(this.file, 'utf8');
  }

  write(text: string): void {
    writeFileSync(this.file, text);
  }

  /** The document of the open editor, whichever way it was opened. */
  get document(): vscode.TextDocument {
    const found = vscode.workspace.textDocuments.find(
      ({ uri, isClosed }) => !isClosed && uri.path === vscode.Uri.file(this.file).path,
    );
    assert.ok(found, 'the captions are open');
    return found;
  }

  private get isOpen(): boolean {
    return vscode.workspace.textDocuments.some(({ uri }) => uri.path === vscode.Uri.file(this.file).path);
  }

  get rows(): Record<string, string>[] {
    return this.document
      .getText()
      .split('\n')
      .filter((line) => line.trim() !== '')
      .map((line) => JSON.parse(line) as Record<string, string>);
  }

  row(fileName: string): Record<string, string> | undefined {
    return this.rows.find((row) => row.file_name === fileName);
  }

  /** Opens the editor with the command of the Explorer, and waits until its webview has reported. */
  async open(): Promise<void> {
    await vscode.commands.executeCommand('showtell.captionFolder', vscode.Uri.file(this.folder));
    await until('the editor shows images', () => this.api.shown().length > 0);
  }

  /** Changes the document as another editor of it does: the first of some text becomes another. */
  async replaceText(old: string, text: string): Promise<void> {
    const { document } = this;
    const at = document.getText().indexOf(old);
    const edit = new vscode.WorkspaceEdit();
    edit.replace(document.uri, new vscode.Range(document.positionAt(at), document.positionAt(at + old.length)), text);
    assert.ok(await vscode.workspace.applyEdit(edit));
  }

  /** Does what the webview would tell the extension. */
  tell(message: object): void {
    this.api.receive(message);
  }

  /** Types a caption without deciding on it. */
  draft(fileName: string, text: string, begunWith = -1): void {
    const [now, sequence] = [Date.now(), Date.now() + ++this.sequence];
    const draft = { key: `${fileName} 0`, text, begunWith, draft: 1, sequence, at: now, caption: 1, before: '' };
    this.tell({ type: 'draft', draft });
  }

  /** Takes back what was typed into one of an image's captions. */
  giveUp(fileName: string, at = 0): void {
    this.tell({ type: 'revert', key: `${fileName} ${at}`, sequence: Date.now() + ++this.sequence });
  }

  /** Decides on a caption. */
  type(fileName: string, text: string, begunWith = -1): void {
    this.tell({
      type: 'edit',
      key: `${fileName} 0`,
      text,
      begunWith,
      draft: 1,
      sequence: Date.now() + ++this.sequence,
      at: Date.now(),
    });
  }

  /** What the webview shows of an entry. */
  shown(fileName: string): ItemView | undefined {
    return this.api.shown().find((item) => item.fileName === fileName);
  }

  /** The caption that is proposed for an image, once there is one. */
  async suggestion(fileName: string): Promise<string> {
    const proposed = (): string | undefined => {
      const suggestion = this.shown(fileName)?.suggestion;
      return suggestion?.state === 'ready' ? suggestion.candidates.at(0)?.text : undefined;
    };
    await until(`there is a suggestion for ${fileName}`, () => proposed() !== undefined, 120_000);
    return proposed() ?? '';
  }

  /** In a new folder, of which VS Code keeps no text. */
  begin(names: readonly string[]): void {
    this.folder = mkdtempSync(path.join(os.tmpdir(), 'showtell-extension-'));
    for (const name of names) cpSync(path.join(samplesFolder(), name), path.join(this.folder, name));
  }

  async end(): Promise<void> {
    await this.closeAll();
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 5 });
  }

  async closeAll(): Promise<void> {
    // The settings are VS Code's, which writes them by itself whenever a test changes one.
    const isOurs = ({ uri }: vscode.TextDocument): boolean => !uri.path.endsWith('/settings.json');
    for (const document of vscode.workspace.textDocuments.filter((each) => each.isDirty && isOurs(each))) {
      await vscode.window.showTextDocument(document);
      await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    }
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    // VS Code lets go of a document a little later; until then, whoever opens its file gets the old text.
    await until('the captions are closed', () => !this.isOpen);
  }
}
