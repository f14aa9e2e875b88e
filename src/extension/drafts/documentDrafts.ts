import * as vscode from 'vscode';
import { Disposables } from '../base/disposables';
import type { CaptionDocument } from '../document/captionDocument';
import type { DraftJournal } from './draftJournal';
import type { Draft } from './draftMessages';
import { isWanted } from './wantedDraft';

/** What is typed into one document, from the first letter until the document is saved, undone or given up. */
export class DocumentDrafts implements vscode.Disposable {
  private readonly disposables = new Disposables();
  /** When the document began to be saved; what is typed after that may not be in the file. */
  private saving: number | undefined;
  private wasDirty: boolean;

  constructor(
    private readonly captions: CaptionDocument,
    private readonly journal: DraftJournal,
  ) {
    const { document, file } = captions;
    this.wasDirty = document.isDirty;
    this.disposables.add(
      vscode.workspace.onWillSaveTextDocument((event) => {
        if (event.document === document) this.saving = Date.now();
      }),
    );
    this.disposables.add(
      vscode.workspace.onDidChangeTextDocument((event) => {
        if (event.document !== document) return;
        if (event.reason !== undefined) journal.forgetUntil(file, Date.now());
        // Saved, or without having been saved: reverted.
        if (this.wasDirty && !document.isDirty) {
          journal.forgetUntil(file, this.saving ?? Date.now());
          this.saving = undefined;
        }
        this.wasDirty = document.isDirty;
      }),
    );
  }

  keep(draft: Draft): void {
    this.journal.keep(this.captions.file, draft);
  }

  forget(key: string): void {
    this.journal.forget(this.captions.file, key);
  }

  /**
   * What is still to come into the document, the oldest first; all of it must be listed.
   * @param ofPage what a page has kept itself
   */
  async wanted(ofPage?: Draft): Promise<Draft[]> {
    const drafts = await this.journal.of(this.captions.file);
    const newest = new Map(drafts.map((draft) => [draft.key, draft]));
    if (ofPage && (newest.get(ofPage.key)?.at ?? 0) < ofPage.at) newest.set(ofPage.key, ofPage);
    return [...newest.values()].filter((draft) => isWanted(draft, this.captions));
  }

  dispose(): void {
    this.disposables.dispose();
  }
}
