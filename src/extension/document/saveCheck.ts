import { readFile } from 'node:fs/promises';
import path from 'node:path';
import * as vscode from 'vscode';
import { writeFileAtomically } from '../../dataset/files/atomicWrite';
import { explainFileError } from '../../dataset/files/fileError';
import { applyEdit } from './applyEdit';
import { showError } from '../base/notifications';
import { datasetTexts } from '../rowText/datasetText';
import { saveDocument } from './saveDocument';

/** How long until a file that could not be written is tried again, in milliseconds. */
const pause = 2_000;

/**
 * Looks after each save of a dataset, from whichever editor, whether the file has all of it. On a disk that fills up VS Code
 * writes as much as there is room for, and takes that for saved. What is missing is written, as soon as there is room.
 */
export class SaveCheck implements vscode.Disposable {
  private readonly subscriptions = [
    vscode.workspace.onDidSaveTextDocument((document) => {
      if (vscode.languages.match(datasetTexts, document) > 0) void this.check(document);
    }),
    // What is written here would take the place of what that save writes.
    vscode.workspace.onWillSaveTextDocument((event) => {
      const written = this.writing.get(event.document);
      if (written) event.waitUntil(written);
    }),
  ];
  /** Those that are being written here. */
  private readonly writing = new Map<vscode.TextDocument, Promise<void>>();
  /** Those of which only a part is on the disk, and when they are tried again. */
  private readonly torn = new Map<vscode.TextDocument, NodeJS.Timeout>();

  dispose(): void {
    for (const subscription of this.subscriptions) subscription.dispose();
    for (const timer of this.torn.values()) clearTimeout(timer);
  }

  private async check(document: vscode.TextDocument): Promise<void> {
    const bytes = await missingPart(document, this.torn.has(document));
    if (!bytes) return this.whole(document);
    try {
      const written = writeFileAtomically(document.uri.fsPath, bytes);
      this.writing.set(
        document,
        written.catch(() => undefined),
      );
      await written.finally(() => this.writing.delete(document));
      this.whole(document);
    } catch (error) {
      const isNews = !this.torn.has(document);
      clearTimeout(this.torn.get(document));
      this.torn.set(
        document,
        setTimeout(() => void this.check(document), pause),
      );
      if (!isNews) return;
      await markUnsaved(document);
      void this.tell(document, explainFileError(error));
    }
  }

  private whole(document: vscode.TextDocument): void {
    clearTimeout(this.torn.get(document));
    this.torn.delete(document);
  }

  private async tell(document: vscode.TextDocument, reason: string): Promise<void> {
    const save = vscode.l10n.t('Save Again');
    const message = vscode.l10n.t(
      '{0} is on the disk in part only: {1}. Make room, then save again. Until then all captions are in this window, so leave it open.',
      path.basename(document.uri.fsPath),
      reason,
    );
    if ((await showError(message, save)) === save) await saveDocument(document);
  }
}

/** VS Code takes the document for saved: an edit that changes nothing makes it one with unsaved changes again. */
async function markUnsaved(document: vscode.TextDocument): Promise<void> {
  const { range } = document.lineAt(0);
  const first = new vscode.Range(range.start, document.positionAt(Math.min(1, document.offsetAt(range.end))));
  await applyEdit(document, [vscode.TextEdit.replace(first, document.getText(first))]);
}

/**
 * @param isTorn whether a part of it was missing before
 * @param read the bytes of a file
 * @returns what should be in a file that has only its beginning; nothing where all is there, or something else
 */
export async function missingPart(
  document: vscode.TextDocument,
  isTorn: boolean,
  read: (file: string) => Promise<Uint8Array> = readFile,
): Promise<Buffer | undefined> {
  const { uri, encoding, isDirty, isClosed, version } = document;
  // Typed since: the next save tells. What another program wrote is VS Code's to tell of.
  if (isClosed || (isDirty && !isTorn)) return undefined;
  const bytes = Buffer.from((encoding === 'utf8bom' ? '\uFEFF' : '') + document.getText(), 'utf8');
  const onDisk = await read(uri.fsPath).catch(() => undefined);
  // Typed while the file was read: what it had may be the beginning of the next save, which is written by and by.
  if (document.version !== version) return undefined;
  if (!onDisk || onDisk.length >= bytes.length || !bytes.subarray(0, onDisk.length).equals(onDisk)) return undefined;
  return bytes;
}
