import { readFile } from 'node:fs/promises';
import path from 'node:path';
import * as vscode from 'vscode';
import { writeFileAtomically } from '../../dataset/atomicWrite';
import { explainFileError } from '../../dataset/fileError';
import { applyEdit } from './applyEdit';
import { showError } from '../base/notifications';
import { saveDocument } from './saveDocument';

const datasets: vscode.DocumentFilter = { scheme: 'file', pattern: '**/{metadata,*.captions}.jsonl' };
/** How long until a file that could not be written is tried again, in milliseconds. */
const pause = 2_000;

/**
 * Looks after each save of a dataset, from whichever editor, whether the file has all of it. On a disk that fills up VS Code
 * writes as much as there is room for, and takes that for saved. What is missing is written, as soon as there is room.
 */
export class SaveCheck implements vscode.Disposable {
  private readonly subscription = vscode.workspace.onDidSaveTextDocument((document) => {
    if (vscode.languages.match(datasets, document) > 0) void this.check(document);
  });
  /** Those of which only a part is on the disk, and when they are tried again. */
  private readonly torn = new Map<vscode.TextDocument, NodeJS.Timeout>();

  dispose(): void {
    this.subscription.dispose();
    for (const timer of this.torn.values()) clearTimeout(timer);
  }

  private async check(document: vscode.TextDocument): Promise<void> {
    const missing = await this.missingPart(document);
    if (!missing) return this.whole(document);
    const { file, bytes } = missing;
    try {
      await writeFileAtomically(file, bytes);
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

  /** @returns what should be in a file that has only its beginning; nothing where all is there, or something else */
  private async missingPart(document: vscode.TextDocument): Promise<{ file: string; bytes: Buffer } | undefined> {
    const { uri, encoding, isDirty, isClosed } = document;
    // Typed since: the next save tells. What another program wrote is VS Code's to tell of.
    if (isClosed || (isDirty && !this.torn.has(document))) return undefined;
    const bytes = Buffer.from((encoding === 'utf8bom' ? '\uFEFF' : '') + document.getText(), 'utf8');
    const file = uri.fsPath;
    const onDisk = await readFile(file).catch(() => undefined);
    if (!onDisk || onDisk.length >= bytes.length || !bytes.subarray(0, onDisk.length).equals(onDisk)) return undefined;
    return { file, bytes };
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
