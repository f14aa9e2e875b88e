import { constants, isUtf8 } from 'node:buffer';
import path from 'node:path';
import * as vscode from 'vscode';
import { DatasetFileError } from '../../dataset/document/file';
import { mergeRows, onlyAddsAndChanges, type RowMerge } from '../../dataset/document/mergeRows';
import { readWholeFile } from '../../dataset/files/wholeFile';
import { Disposables } from '../base/disposables';
import type { CaptionDocument } from '../document/captionDocument';
import type { EditQueue } from '../document/editQueue';
import { lineChangesOf } from '../document/lineEdits';
import { absent, fileState, stateOrAbsent, watchFile } from '../document/oneFile';
import { DiskAgreement } from './diskAgreement';
import { RunningSave } from './runningSave';

/** What a merge came to: see {@link RowMerge}. */
export type MergeResult = Pick<RowMerge, 'taken' | 'disputed'>;

/** What is to be said to a person. */
export interface DiskNewsListener {
  /** The file holds what is not in the document; nothing once both agree again. */
  tell: (problem: string | undefined) => void;
  /** Rows of the file were taken over. */
  merged: (result: MergeResult) => void;
}

/**
 * Notices at once that another program has changed the file while captions are unsaved: VS Code says so only when they are
 * saved, and until then the two grow apart. Rows that were changed or added there are taken over. Where some are gone, or
 * half a row is there, the program may not have written all yet, and a person is asked.
 */
export class DiskNews implements vscode.Disposable {
  private readonly disposables = new Disposables();
  private readonly agreement: DiskAgreement;
  private readonly saving = this.disposables.add(new RunningSave());
  private wasDirty = false;
  private checks = 0;
  /** What was saved last is being looked at. */
  private agreeing: Promise<void> = Promise.resolve();

  constructor(
    private readonly captions: CaptionDocument,
    private readonly edits: EditQueue,
    private readonly listener: DiskNewsListener,
  ) {
    const { document, file } = captions;
    this.agreement = DiskAgreement.of(document);
    const watcher = this.disposables.add(watchFile(file));
    const check = (): void => void this.check();
    for (const event of [watcher.onDidCreate, watcher.onDidChange, watcher.onDidDelete, this.agreement.onDidChange]) {
      this.disposables.add(event(check));
    }
    this.disposables.add(
      vscode.workspace.onDidChangeTextDocument((event) => {
        if (event.document !== document) return;
        this.agreement.follow(event);
        if (!document.isDirty || !this.wasDirty) check();
      }),
    );
    this.disposables.add(
      vscode.workspace.onWillSaveTextDocument((event) => {
        if (event.document !== document) return;
        this.saving.begin();
        check();
        // What cannot be looked at is VS Code's to tell of.
        event.waitUntil(this.agreement.letSave(file).catch(() => undefined));
      }),
    );
    this.disposables.add(
      vscode.workspace.onDidSaveTextDocument((saved) => {
        if (saved !== document) return;
        this.agreeing = this.saved();
        this.saving.end();
        check();
      }),
    );
    check();
  }

  dispose(): void {
    this.disposables.dispose();
  }

  /**
   * Takes over the rows that the other program changed and nobody here, as one undo step.
   * @throws DatasetFileError, EditRefusedError, or NotEditableError
   */
  async merge(): Promise<void> {
    let merge: RowMerge = { changes: [], taken: 0, disputed: [] };
    await this.edits.add(async () => {
      const { document, file } = this.captions;
      const base = this.agreement.current;
      if (!base) return;
      // A file that is written meanwhile is news once more.
      const theirs = { state: await fileState(file), text: await readText(file) };
      const before = document.getText();
      merge = mergeRows(base.text, theirs.text, before);
      if (merge.changes.length > 0) await this.captions.applyAll(lineChangesOf(document, merge.changes));
      this.agreement.merged(theirs, { before, after: document.getText() });
    });
    if (merge.taken > 0 || merge.disputed.length > 0) this.listener.merged(merge);
  }

  /**
   * What VS Code has just written is what both begin with, also where more is typed already: the document is never seen
   * without changes in that case, and its own words would be taken for another program's.
   */
  private async saved(): Promise<void> {
    const { document, file } = this.captions;
    const state = await stateOrAbsent(file);
    const text = await readText(file).catch(() => undefined);
    const isOwn = document.isDirty || document.getText() === text;
    if (state !== undefined && text !== undefined && isOwn) this.agreement.agree(state, text);
  }

  private async check(): Promise<void> {
    const number = ++this.checks;
    const { document, file } = this.captions;
    this.wasDirty = document.isDirty;
    await this.saving.ended();
    const { isDirty } = document;
    const text = isDirty ? '' : document.getText();
    await this.agreeing;
    const state = await stateOrAbsent(file);
    if (number !== this.checks) return;
    if (state !== undefined && !isDirty) this.agreement.agree(state, text);
    const news = isDirty && state !== undefined ? await this.newsOf(state) : undefined;
    if (number !== this.checks) return;
    if (state !== undefined && news?.isWhole && this.agreement.mayMergeUnasked(state)) {
      try {
        // The agreement tells of it, and all is looked at once more.
        return await this.merge();
      } catch {
        // A person is told that it is to be done, and asking for it tells why it cannot.
      }
    }
    this.listener.tell(
      news &&
        vscode.l10n.t(
          '{0} was changed by another program, and there are captions here that are not saved. “Merge” takes over what changed there, also that rows are gone; rows that changed on both sides stay as they are here, and are named. Nothing is written until you save.',
          path.basename(file),
        ),
    );
  }

  /** @returns whether all that the file held before is in it still; nothing where it holds what document and file began with */
  private async newsOf(state: string): Promise<{ isWhole: boolean } | undefined> {
    const { current } = this.agreement;
    if (!current || state === current.state || state === absent) return undefined;
    const text = await readText(this.captions.file).catch(() => undefined);
    if (text === current.text) {
      current.state = state;
      return undefined;
    }
    return { isWhole: text !== undefined && onlyAddsAndChanges(current.text, text) };
  }
}

/** @throws DatasetFileError if what is on the disk cannot be read as UTF-8 */
async function readText(file: string): Promise<string> {
  const bytes = await readWholeFile(file, constants.MAX_STRING_LENGTH);
  if (isUtf8(bytes)) return bytes.toString('utf8').replace(/^\uFEFF/u, '');
  const message = vscode.l10n.t(
    '{0} is not UTF-8 as another program left it, so nothing of it can be taken over. Save it there as UTF-8, then merge.',
    path.basename(file),
  );
  throw new DatasetFileError(message);
}
