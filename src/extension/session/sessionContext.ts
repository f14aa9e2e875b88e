import type * as vscode from 'vscode';
import type { FolderProblem } from '../../dataset/images/folder';
import type { IndexChange } from '../../dataset/list/datasetIndex';
import type { Disposables } from '../base/disposables';
import type { CaptionDocument } from '../document/captionDocument';
import type { EditQueue } from '../document/editQueue';
import type { DocumentDrafts } from '../drafts/documentDrafts';
import type { EngineService } from '../engine/engineService';
import type { EntryWindow } from '../entries/entryWindow';
import type { SuggestionStore } from '../suggestions/suggestionStore';
import type { DatasetStorage } from './datasetStorage';
import type { OutcomeLog } from './outcomeLog';

/**
 * What the features of one editor work with. It knows none of them.
 * @typeParam Answer the messages that the feature sends to the webview
 */
export interface SessionContext<Answer = never> {
  readonly captions: CaptionDocument;
  readonly edits: EditQueue;
  readonly drafts: DocumentDrafts;
  readonly entries: EntryWindow;
  readonly engine: EngineService;
  readonly suggestions: SuggestionStore;
  readonly post: (message: Answer) => void;
  /** Remembers where the person is. */
  readonly keepPlace: () => void;
  /** Waits until the whole dataset is listed. */
  readonly listed: () => Promise<void>;
  /** What the folder holds and could not be listed, as it was listed last. */
  readonly unlisted: () => readonly FolderProblem[];
  /** Fires when the counts, the focus or the selection changed. */
  readonly onDidChangeState: vscode.Event<void>;
  /** Fires when entries came, went or changed. */
  readonly onDidChangeEntries: vscode.Event<IndexChange>;
  /** What is kept for the workspace. */
  readonly kept: vscode.Memento;
  /** What is kept of datasets, and is too much for that. */
  readonly storage: DatasetStorage;
  /** What came of long work, and was not looked at yet. */
  readonly outcomes: OutcomeLog;
  /** What ends with the editor. */
  readonly disposables: Disposables;
}
