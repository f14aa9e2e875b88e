import path from 'node:path';
import * as vscode from 'vscode';
import { Disposables } from '../base/disposables';
import type { CaptionDocument } from '../document/captionDocument';
import { fileState, watchFile } from '../document/oneFile';

/**
 * Says at once that another program has changed the file while captions are unsaved. VS Code says so only when they are saved, and
 * until then the two grow apart.
 */
export class DiskNews implements vscode.Disposable {
  private readonly disposables = new Disposables();
  /** Of the file that the document last agreed with. */
  private agreed: string | undefined;
  private checks = 0;

  /** @param tell is given what to say; nothing once document and file agree again */
  constructor(
    private readonly captions: CaptionDocument,
    private readonly tell: (problem: string | undefined) => void,
  ) {
    const { document, file } = captions;
    const watcher = this.disposables.add(watchFile(file));
    const check = (): void => void this.check();
    for (const event of [watcher.onDidCreate, watcher.onDidChange]) this.disposables.add(event(check));
    this.disposables.add(
      vscode.workspace.onDidChangeTextDocument((event) => {
        // Saved, or taken from the file.
        if (event.document === document && event.contentChanges.length === 0 && !document.isDirty) check();
      }),
    );
    check();
  }

  dispose(): void {
    this.disposables.dispose();
  }

  private async check(): Promise<void> {
    const number = ++this.checks;
    const { document, file } = this.captions;
    const { isDirty } = document;
    const state = await fileState(file).catch(() => undefined);
    if (number !== this.checks) return;
    if (!isDirty) this.agreed = state;
    const isNews = isDirty && this.agreed !== undefined && state !== undefined && state !== this.agreed;
    this.tell(
      isNews
        ? vscode.l10n.t(
            '{0} was changed by another program, and there are captions here that are not saved. Save soon: VS Code then shows both, and you choose what stays. Until then nothing is written over.',
            path.basename(file),
          )
        : undefined,
    );
  }
}
