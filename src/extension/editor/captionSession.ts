import path from 'node:path';
import * as vscode from 'vscode';
import type { IndexChange } from '../../dataset/list/datasetIndex';
import { Disposables } from '../base/disposables';
import { Soon } from '../base/soon';
import { CaptionDocument } from '../document/captionDocument';
import type { CountsView } from '../document/countsMessages';
import { DatasetLoading } from '../document/datasetLoading';
import { EditQueue } from '../document/editQueue';
import { FolderWatch } from '../document/folderWatch';
import { DocumentDrafts } from '../drafts/documentDrafts';
import { DraftFlush } from '../drafts/draftFlush';
import type { DraftJournal } from '../drafts/draftJournal';
import type { Draft } from '../drafts/draftMessages';
import type { EngineService } from '../engine/engineService';
import { changedPlace } from '../entries/changedPlace';
import type { ItemView } from '../entries/entryMessages';
import { EntryWindow } from '../entries/entryWindow';
import { type ToWebview } from '../messages';
import type { DatasetStorage } from '../session/datasetStorage';
import type { OutcomeLog } from '../session/outcomeLog';
import type { SessionContext } from '../session/sessionContext';
import type { Place } from '../session/sessionMessages';
import type { SuggestionStore } from '../suggestions/suggestionStore';
import { MessageReceiver } from './messageReceiver';
import { PageCommands } from './pageCommands';
import type { PageActions } from './pageHandlers';
import type { Places } from './places';

/** One editor on one document: answers its webview, and turns what the person does into edits of the document. */
export class CaptionSession implements SessionContext<ToWebview>, PageActions, vscode.Disposable {
  readonly captions: CaptionDocument;
  readonly edits: EditQueue;
  readonly commands = new PageCommands((command) => this.post({ type: 'command', command }));
  readonly drafts: DocumentDrafts;
  readonly entries: EntryWindow;
  isTextBoxFocused = false;
  private isDisposed = false;
  readonly disposables = new Disposables();
  private readonly stateChanged = this.disposables.add(new vscode.EventEmitter<void>());
  /** Fires when the counts, the focus or the selection changed. */
  readonly onDidChangeState = this.stateChanged.event;
  private readonly entriesChange = this.disposables.add(new vscode.EventEmitter<IndexChange>());
  /** Fires when entries came, went or changed. */
  readonly onDidChangeEntries = this.entriesChange.event;
  private readonly flush = this.disposables.add(new DraftFlush((id) => this.post({ type: 'flush', id })));
  private readonly foldersSoon = this.disposables.add(new Soon(() => this.postFolders()));
  /** What the webview was told of last. */
  private foldersVersion = 0;
  private readonly receiver: MessageReceiver;
  /** Begun while the webview still loads. */
  private readonly loading: DatasetLoading;

  constructor(
    readonly panel: vscode.WebviewPanel,
    document: vscode.TextDocument,
    readonly engine: EngineService,
    readonly suggestions: SuggestionStore,
    readonly kept: vscode.Memento,
    readonly storage: DatasetStorage,
    readonly outcomes: OutcomeLog,
    private readonly places: Places,
    journal: DraftJournal,
    log: vscode.LogOutputChannel,
  ) {
    this.captions = this.disposables.add(new CaptionDocument(document));
    this.edits = new EditQueue(this.captions);
    this.drafts = this.disposables.add(
      new DocumentDrafts(this.captions, journal, (change) => this.entriesChanged(change)),
    );
    this.entries = this.disposables.add(
      new EntryWindow(this.captions, suggestions, panel.webview, (message) => this.post(message)),
    );
    this.receiver = new MessageReceiver(this, log, () => this.entries.tell());
    this.loading = this.disposables.add(
      new DatasetLoading(
        this.captions,
        (change) => this.entriesChanged(change),
        () => {
          this.entries.loaded();
          this.stateChanged.fire();
        },
        log,
      ),
    );
    this.listen();
  }

  get counts(): CountsView {
    return this.captions.counts;
  }

  /** What the webview shows: the selected entry and those on screen. */
  get shown(): ItemView[] {
    return this.entries.shownViews;
  }

  /** For messages to the person. */
  get fileName(): string {
    return path.basename(this.captions.file);
  }

  dispose(): void {
    this.isDisposed = true;
    void this.edits.settled().then(() => this.disposables.dispose()); // what was decided just before is still to come
  }

  /** Goes to the next image that waits for a decision, also from another editor or a panel. */
  goToUndecided(): void {
    // Without its column it would move to where the active editor is.
    if (!this.panel.active) this.panel.reveal(this.panel.viewColumn);
    this.commands.run('nextUndecided');
  }

  /** Waits until what was typed last is kept, and what was decided last is in the document. */
  async settle(): Promise<void> {
    if (!this.isDisposed && this.panel.visible) await this.flush.wait();
    await this.edits.settled();
  }

  /** Whether the whole dataset is listed. */
  get isListed(): boolean {
    return this.loading.isComplete;
  }

  /** Waits until the whole dataset is listed. */
  readonly listed = (): Promise<void> => this.loading.complete();
  readonly unlisted: SessionContext['unlisted'] = () => this.loading.problems;

  async openAsText(line = 1): Promise<void> {
    const selection = new vscode.Range(line - 1, 0, line - 1, 0);
    await vscode.window.showTextDocument(this.captions.document, { viewColumn: vscode.ViewColumn.Beside, selection });
  }

  async begin(own: Place | undefined, draft: Draft | undefined): Promise<void> {
    // The page before this one may have gone while its text box had the focus.
    this.isTextBoxFocused = false;
    this.commands.held = '';
    await Promise.all([this.loading.firstEntries(), this.suggestions.recalled()]);
    const shared = this.places.get(this.captions.document.uri);
    const place = (shared?.at ?? 0) > (own?.at ?? 0) ? shared : own;
    this.entries.begin(place?.key, place?.filter);
    if (this.loading.isComplete) this.entries.loaded();
    this.postEngine();
    this.postFolders();
    this.postRefusal();
    this.stateChanged.fire();
    await this.restore(draft);
  }

  readonly keepPlace = (): void => {
    this.places.keep(this.captions.document.uri, this.entries.selectedKey, this.entries.currentFilter);
    this.stateChanged.fire();
  };

  focusChanged(inTextBox: boolean): void {
    this.isTextBoxFocused = inTextBox;
    this.stateChanged.fire();
  }

  flushed(id: number): void {
    this.flush.done(id);
  }

  /** A message of the webview. */
  receive(data: unknown): void {
    this.receiver.receive(data);
  }

  async tellMovesDone(id: number): Promise<void> {
    await this.receiver.moved();
    this.post({ type: 'movesDone', id });
  }

  readonly post = (message: ToWebview): void => {
    // What was asked for before the editor was closed may be answered after it.
    if (this.isDisposed) return;
    void this.panel.webview.postMessage(message);
  };

  private listen(): void {
    const things = [
      this.captions.gate.onDidChange(this.postRefusal),
      new FolderWatch(this.captions.folder, this.captions.file, {
        changed: () => this.loading.refresh(),
        replaced: (imagePaths) => {
          imagePaths.forEach((imagePath) => this.suggestions.imageReplaced(imagePath));
          imagePaths.forEach((imagePath) => this.entries.imageReplaced(imagePath));
        },
      }),
      this.panel.webview.onDidReceiveMessage((message: unknown) => this.receive(message)),
      vscode.workspace.onDidChangeTextDocument((event) => {
        if (event.document !== this.captions.document) return;
        const change = this.captions.follow(event.contentChanges);
        if (event.contentChanges.length === 0 || this.isDisposed) return;
        this.entriesChanged(change);
        // Undone, or done again: the person shall see what.
        if (event.reason !== undefined && this.panel.active) this.goTo(change);
      }),
      vscode.workspace.onWillSaveTextDocument((event) => {
        if (event.document === this.captions.document) event.waitUntil(this.settle().then(() => []));
      }),
      this.suggestions.onDidChange((imagePath) => this.entries.suggestionChanged(imagePath)),
      this.engine.onDidChangeStatus(() => this.postEngine()),
      this.engine.onDidChangeModel(() => {
        this.postEngine();
        this.entries.tell();
      }),
    ];
    for (const thing of things) this.disposables.add(thing);
  }

  private readonly postRefusal = (): void => this.post({ type: 'editable', refusal: this.captions.gate.refusal });

  private postFolders(): void {
    const { version, list } = this.captions.index.folders;
    this.foldersVersion = version;
    this.post({ type: 'folders', folders: list });
  }

  /**
   * Brings back what had been typed before the webview was gone. What had been decided is decided again, unless it had come,
   * or something else was decided since.
   */
  private async restore(ofPage: Draft | undefined): Promise<void> {
    await this.loading.complete();
    const { items } = this.entries;
    const untold = ofPage && items.hasCome(ofPage.key, ofPage.sequence) ? undefined : ofPage;
    for (const draft of await this.drafts.begin(untold))
      if (!items.hasCome(draft.key, draft.sequence)) await this.receiver.handle({ type: 'edit', ...draft });
  }

  private goTo(change: IndexChange): void {
    const place = changedPlace(change, this.entries.all, this.captions.index.find(this.entries.selectedKey));
    if (place >= 0) this.entries.lead(place);
  }

  private entriesChanged(change: IndexChange): void {
    this.entriesChange.fire(change);
    this.entries.changed(change);
    this.drafts.showAll(change.added);
    this.drafts.showAll(change.changed);
    if (this.captions.index.folders.version !== this.foldersVersion) this.foldersSoon.ask();
    this.stateChanged.fire();
  }

  private postEngine(): void {
    this.post({ type: 'engine', engine: this.engine.view });
  }
}
