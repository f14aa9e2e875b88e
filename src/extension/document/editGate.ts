import path from 'node:path';
import * as vscode from 'vscode';
import { Disposables } from '../base/disposables';
import { diskPath } from './datasetFileSystem';
import { reasonOtherEncoding } from './encodingGuard';
import { LineEndingGuard } from './lineEndingGuard';
import { watchFile } from './oneFile';
import { readOnlySettings, reasonReadOnly } from './readOnly';
import type { Refusal } from './refusalMessages';
import { reasonChangedOnSaving, savingSettings } from './savingGuard';

/** Whether a document can be edited may hang on any of them. */
const settings = [...readOnlySettings, ...savingSettings];

/** A document cannot be edited for now. The message is what its editor shows: the reason, and the way out. */
export class NotEditableError extends Error {
  override readonly name = 'NotEditableError';
}

/** Whether a document can be edited so that the edit is kept: no edit is made of one that cannot. */
export class EditGate implements vscode.Disposable {
  private readonly disposables = new Disposables();
  private readonly changed = this.disposables.add(new vscode.EventEmitter<void>());
  /** Fires when the document can be edited no longer, or again. */
  readonly onDidChange = this.changed.event;
  private known: Refusal | undefined;
  private readonly lineEndings: LineEndingGuard;
  private checks = 0;

  constructor(private readonly document: vscode.TextDocument) {
    const file = diskPath(document.uri);
    this.lineEndings = new LineEndingGuard(file);
    const watcher = this.disposables.add(watchFile(file));
    const check = (): void => void this.check();
    for (const event of [watcher.onDidCreate, watcher.onDidChange, watcher.onDidDelete]) {
      this.disposables.add(event(check));
    }
    this.disposables.add(
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (settings.some((setting) => event.affectsConfiguration(setting, document.uri))) check();
      }),
    );
    let { encoding } = document;
    this.disposables.add(
      vscode.workspace.onDidChangeTextDocument((event) => {
        if (event.document !== document || document.encoding === encoding) return;
        ({ encoding } = document);
        check();
      }),
    );
    check();
  }

  /** Why the document cannot be edited, as far as is known; nothing if it can. */
  get refusal(): Refusal | undefined {
    return this.known;
  }

  /** Looks again whether the document can be edited. @throws NotEditableError */
  async pass(): Promise<void> {
    await this.check();
    this.enforce();
  }

  /** For an edit that is about to be made. @throws NotEditableError if the document is known not to be editable */
  enforce(): void {
    if (this.known !== undefined) throw new NotEditableError(this.known.reason);
  }

  /** VS Code did not keep an edit, for a reason that cannot be asked for. @throws NotEditableError always */
  refuseSwallowed(): never {
    const reason = vscode.l10n.t(
      'VS Code holds {0} as read-only and keeps no change of it, so the last one was taken back. Run “File: Set Active Editor Writeable in Session”, or close the captions and open them again.',
      path.basename(diskPath(this.document.uri)),
    );
    this.set({ reason });
    throw new NotEditableError(reason);
  }

  dispose(): void {
    this.disposables.dispose();
  }

  private async check(): Promise<void> {
    const number = ++this.checks;
    const { document } = this;
    const reason = reasonOtherEncoding(document) ?? reasonChangedOnSaving(document) ?? (await reasonReadOnly(document));
    const refusal = reason === undefined ? await this.lineEndings.refusal() : { reason };
    // A later one knows better.
    if (number === this.checks) this.set(refusal);
  }

  private set(refusal: Refusal | undefined): void {
    if (refusal?.reason === this.known?.reason) return;
    this.known = refusal;
    this.changed.fire();
  }
}
