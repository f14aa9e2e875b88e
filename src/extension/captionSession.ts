import path from 'node:path';
import * as vscode from 'vscode';
import { CaptionDocument, EditRefusedError } from './captionDocument';
import { isDone, type Counts, type ListItem } from './datasetList';
import { accept, toggleExcluded, typeCaption, type Proposal } from './decisions';
import { Disposables } from './disposables';
import { DraftFlush } from './draftFlush';
import type { EngineService } from './engineService';
import { EntryWindow } from './entryWindow';
import { fromWebviewSchema, type FromWebview, type ItemView, type ToWebview, type WebviewCommand } from './messages';
import type { Place, Places } from './places';
import type { SuggestionStore } from './suggestionStore';

/** How long changes in the folder are gathered before it is looked through again, in milliseconds. */
const rescanPause = 300;
/** How often an edit is tried while others change the document too. */
const mostAttempts = 5;

/** One editor on one document: answers its webview, and turns what the person does into edits of the document. */
export class CaptionSession implements vscode.Disposable {
  readonly captions: CaptionDocument;
  private readonly disposables = new Disposables();
  private readonly stateChanged = this.disposables.add(new vscode.EventEmitter<void>());
  /** Fires when the counts or the focus changed. */
  readonly onDidChangeState = this.stateChanged.event;
  private readonly flush = this.disposables.add(new DraftFlush((id) => this.post({ type: 'flush', id })));
  private readonly entries: EntryWindow;
  /** Edits one after another, each on the text that the one before left. */
  private editing: Promise<void> = Promise.resolve();
  private rescanTimer: NodeJS.Timeout | undefined;
  focus = { inEditor: false, inTextBox: false, inList: false };

  constructor(
    readonly panel: vscode.WebviewPanel,
    document: vscode.TextDocument,
    private readonly engine: EngineService,
    private readonly suggestions: SuggestionStore,
    private readonly places: Places,
    private readonly log: vscode.LogOutputChannel,
  ) {
    this.captions = new CaptionDocument(document);
    this.entries = new EntryWindow(this.captions, suggestions, panel.webview, (message) => this.post(message));
    this.listen(document);
  }

  get counts(): Counts {
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
    clearTimeout(this.rescanTimer);
    this.disposables.dispose();
  }

  run(command: WebviewCommand): void {
    this.post({ type: 'command', command });
  }

  /** Waits until what was typed last is in the document. */
  async settle(): Promise<void> {
    if (this.panel.visible) await this.flush.wait();
    await this.editing;
  }

  async openAsText(line = 1): Promise<void> {
    const selection = new vscode.Range(line - 1, 0, line - 1, 0);
    await vscode.window.showTextDocument(this.captions.document, { viewColumn: vscode.ViewColumn.Beside, selection });
  }

  private listen(document: vscode.TextDocument): void {
    const things = [
      this.panel.webview.onDidReceiveMessage((message: unknown) => this.receive(message)),
      vscode.workspace.onDidChangeTextDocument((event) => {
        if (event.document === document && event.contentChanges.length > 0) this.entriesChanged();
      }),
      vscode.workspace.onWillSaveTextDocument((event) => {
        if (event.document === document) event.waitUntil(this.settle().then(() => []));
      }),
      this.suggestions.onDidChange((imagePath) => this.entries.suggestionChanged(imagePath)),
      this.engine.onDidChangeStatus(() => this.postEngine()),
      this.engine.onDidChangeModel(() => {
        this.postEngine();
        this.entries.tell();
      }),
    ];
    const pattern = new vscode.RelativePattern(vscode.Uri.file(this.captions.folder), '**/*');
    const watcher = vscode.workspace.createFileSystemWatcher(pattern, false, true, false);
    const changed = ({ fsPath }: vscode.Uri): void => {
      if (fsPath === this.captions.file) return;
      clearTimeout(this.rescanTimer);
      this.rescanTimer = setTimeout(() => void this.rescan(), rescanPause);
    };
    for (const thing of [...things, watcher, watcher.onDidCreate(changed), watcher.onDidDelete(changed)]) {
      this.disposables.add(thing);
    }
  }

  /** A message of the webview. */
  receive(data: unknown): void {
    const message = fromWebviewSchema.safeParse(data);
    if (!message.success) {
      this.log.error(`The editor's webview sent a message that cannot be read: ${message.error.message}`);
      return;
    }
    this.handle(message.data).catch((error: unknown) => {
      this.log.error(error instanceof Error ? error : String(error));
      void vscode.window.showErrorMessage(error instanceof Error ? error.message : String(error));
    });
  }

  private async handle(message: FromWebview): Promise<void> {
    switch (message.type) {
      case 'ready':
        return this.begin(message.place);
      case 'window':
        return this.entries.show(message.first, message.count);
      case 'select':
        this.entries.select(message.index);
        return this.places.keep(this.captions.document.uri, this.entries.selectedKey);
      case 'findUndecided':
        return this.findUndecided(message.after);
      case 'edit':
        return this.edit(message.key, async (item) => {
          this.entries.acknowledge(message.key, message.sequence);
          const begunWith = message.begunWith < 0 ? undefined : this.proposal(item, message.begunWith);
          await this.captions.change(item, typeCaption(message.text, item.row, begunWith, new Date()));
        });
      case 'clear':
        return this.edit(message.key, async (item) => {
          this.entries.acknowledge(message.key, message.sequence);
          await this.captions.clear(item);
        });
      case 'accept':
        return this.edit(message.key, async (item) => {
          const proposal = this.proposal(item, message.candidate);
          if (proposal) await this.captions.change(item, accept(proposal, new Date()));
        });
      case 'exclude':
        return this.edit(message.key, async (item) => {
          if (item.row?.status === 'excluded' && item.row.text === '') await this.captions.clear(item);
          else await this.captions.change(item, toggleExcluded(item.row, new Date()));
        });
      case 'retry':
        return this.suggestions.retry(this.captions.imagePath(this.captions.find(message.key)));
      case 'openText':
        return this.openAsText(message.line);
      case 'run':
        await vscode.commands.executeCommand(`showtell.${message.command}`);
        return;
      case 'focus':
        this.focus = { inEditor: message.inEditor, inTextBox: message.inTextBox, inList: message.inList };
        return this.stateChanged.fire();
      case 'flushed':
        return this.flush.done(message.id);
    }
  }

  private async begin(own: Place | undefined): Promise<void> {
    await this.scan();
    const { items } = this.captions;
    const shared = this.places.get(this.captions.document.uri);
    const place = (shared?.at ?? 0) > (own?.at ?? 0) ? shared : own;
    const kept = items.findIndex(({ key }) => key === place?.key);
    this.entries.begin(kept >= 0 ? kept : items.findIndex(isOpen));
    this.postEngine();
    this.stateChanged.fire();
  }

  private async scan(): Promise<void> {
    await this.captions.scan();
    for (const { path: where, reason } of this.captions.folderProblems) this.log.warn(`${where}: ${reason}`);
  }

  private async rescan(): Promise<void> {
    try {
      await this.scan();
      this.entriesChanged();
    } catch (error) {
      this.log.warn(error instanceof Error ? error.message : String(error));
    }
  }

  private entriesChanged(): void {
    this.entries.changed();
    this.stateChanged.fire();
  }

  private findUndecided(after: number): void {
    const { items } = this.captions;
    const later = items.findIndex((item, index) => index > after && isOpen(item));
    const index = later >= 0 ? later : items.findIndex(isOpen);
    if (index >= 0) this.post({ type: 'select', index });
  }

  private edit(key: string, change: (item: ListItem) => Promise<void>): Promise<void> {
    const edited = this.editing.then(async () => {
      for (let attempt = 1; ; attempt++) {
        const { version } = this.captions.document;
        const item = this.captions.find(key);
        if (!item || item.problem !== undefined) return;
        try {
          await change(item);
          return;
        } catch (error) {
          // Somebody else changed the document at the same moment: once more, on the new text.
          const changed = this.captions.document.version !== version;
          if (!(error instanceof EditRefusedError) || !changed || attempt === mostAttempts) throw error;
        }
      }
    });
    this.editing = edited.catch(() => undefined);
    return edited;
  }

  private proposal(item: ListItem, candidate: number): Proposal | undefined {
    if (item.row?.status === 'suggested') return { text: item.row.text, model: item.row.model };
    const imagePath = this.captions.imagePath(item);
    const suggestion = imagePath === undefined ? undefined : this.suggestions.get(imagePath);
    const chosen = suggestion?.candidates.at(candidate);
    return suggestion && chosen ? { text: chosen.text, model: suggestion.model } : undefined;
  }

  private postEngine(): void {
    this.post({ type: 'engine', engine: this.engine.view });
  }

  private post(message: ToWebview): void {
    void this.panel.webview.postMessage(message);
  }
}

/** Whether an entry waits for a decision. */
function isOpen(item: ListItem): boolean {
  return item.problem === undefined && !isDone(item);
}
