import { utimes } from 'node:fs/promises';
import * as vscode from 'vscode';
import { fileState, modifiedIn } from '../document/oneFile';

/** A file and what was in it. */
interface FileText {
  /** See {@link fileState}; a file that is not there has a state, too. */
  state: string;
  text: string;
}

interface Merge {
  /** The document before the merge, and after it. */
  document: { before: string; after: string };
  /** What the file was taken to be before the merge, and after it. */
  file: { before: FileText; after: FileText };
}

const agreements = new WeakMap<vscode.TextDocument, DiskAgreement>();

/** What a document and its file began with together, before both were changed: one a document, however many editors show it. */
export class DiskAgreement {
  /** Nothing where the document had unsaved changes from the beginning. */
  current: FileText | undefined;
  /** When the file that VS Code knows was written, in milliseconds. */
  private modified = 0;
  /** Since the document was saved last. */
  private merges: Merge[] = [];
  /** The file that was merged last without having been asked to: undone, it is not merged once more. */
  private mergedUnasked = '';
  private readonly changed = new vscode.EventEmitter<void>();
  readonly onDidChange = this.changed.event;

  static of(document: vscode.TextDocument): DiskAgreement {
    const agreement = agreements.get(document) ?? new DiskAgreement();
    agreements.set(document, agreement);
    return agreement;
  }

  /** The document has no unsaved changes. @param text its text when `state` was looked at */
  agree(state: string, text: string): void {
    this.merges = [];
    // Undo makes a document one without changes, too: of what was done to the file meanwhile it knows nothing.
    if (this.current?.text === text) return;
    this.current = { state, text };
    this.modified = modifiedIn(state);
  }

  /** Whether a file of this state, which holds news, may be merged without being asked to: the first time only. */
  mayMergeUnasked(state: string): boolean {
    if (this.mergedUnasked === state) return false;
    this.mergedUnasked = state;
    return true;
  }

  /** What the file held is in the document now. */
  merged(theirs: FileText, document: Merge['document']): void {
    if (!this.current) return;
    this.merges.push({ document, file: { before: this.current, after: theirs } });
    this.current = theirs;
    this.changed.fire();
  }

  /** The document was changed: where that takes a merge back, what the file holds is in the document no longer. */
  follow({ document, reason }: vscode.TextDocumentChangeEvent): void {
    if (reason === undefined || this.merges.length === 0) return;
    const text = document.getText();
    const isUndo = reason === vscode.TextDocumentChangeReason.Undo;
    const merge = this.merges.findLast(
      ({ document: { before, after } }) => before !== after && (isUndo ? before : after) === text,
    );
    const from = isUndo ? merge?.file.after : merge?.file.before;
    if (!merge || this.current?.state !== from?.state) return;
    this.current = isUndo ? merge.file.before : merge.file.after;
    this.changed.fire();
  }

  /**
   * Lets VS Code save without asking, where all that the file holds is in the document by a merge. VS Code asks where the file
   * is younger than the one it read, and can be told in no other way: the file, which is about to be written, gets that age.
   */
  async letSave(file: string): Promise<void> {
    const { current } = this;
    if (!current || !this.merges.some(({ file: { after } }) => after === current)) return;
    if ((await fileState(file)) !== current.state) return;
    await utimes(file, new Date(), new Date(Math.max(0, Math.floor(this.modified) - 1)));
    current.state = await fileState(file);
  }
}
