import path from 'node:path';
import * as vscode from 'vscode';
import type { IndexChange } from '../dataset/list/datasetIndex';
import type { Entry } from '../dataset/list/entry';
import { CaptionDocument, EditRefusedError } from './captionDocument';
import { accept, toggleExcluded, typeCaption } from './decisions';
import { Disposables } from './disposables';
import { DraftFlush } from './draftFlush';
import type { EngineService } from './engineService';
import { EntryWindow } from './entryWindow';
import { FolderWatch } from './folderWatch';
import {
  fromWebviewSchema,
  type CountsView,
  type FromWebview,
  type ItemView,
  type Place,
  type ToWebview,
  type WebviewCommand,
} from './messages';
import type { Places } from './places';
import { proposalFor } from './proposalFor';
import type { SuggestionStore } from './suggestionStore';

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
  /** Begun while the webview still loads. */
  private firstScan: Promise<boolean> | undefined;
  /** The keys of what was put aside. */
  private readonly skipped = new Set<string>();
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
    this.firstScan = this.scan();
    this.firstScan.catch(() => undefined); // whoever waits for it learns of it
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
      new FolderWatch(this.captions.folder, this.captions.file, () => void this.rescan()),
      this.panel.webview.onDidReceiveMessage((message: unknown) => this.receive(message)),
      vscode.workspace.onDidChangeTextDocument((event) => {
        if (event.document === document && event.contentChanges.length > 0)
          this.entriesChanged(this.captions.follow(event.contentChanges));
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
    for (const thing of things) this.disposables.add(thing);
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
        return this.keepPlace();
      case 'look':
        this.entries.look(message.look);
        return this.keepPlace();
      case 'skip':
        this.skipped.add(message.key);
        return this.goToOpen(message.index);
      case 'findUndecided':
        return this.goToOpen(message.after);
      case 'edit':
        return this.edit(message.key, async (item) => {
          this.entries.acknowledge(message.key, message.sequence);
          const begunWith =
            message.begunWith < 0 ? undefined : proposalFor(item, message.begunWith, this.captions, this.suggestions);
          await this.captions.change(item, typeCaption(message.text, item.row, begunWith, new Date()));
        });
      case 'clear':
        return this.edit(message.key, async (item) => {
          this.entries.acknowledge(message.key, message.sequence);
          await this.captions.clear(item);
        });
      case 'accept':
        return this.edit(message.key, async (item) => {
          const proposal = proposalFor(item, message.candidate, this.captions, this.suggestions);
          if (proposal) await this.captions.change(item, accept(proposal, new Date()));
        });
      case 'exclude':
        return this.edit(message.key, async (item) => {
          if (item.row?.status === 'excluded' && item.row.text === '') await this.captions.clear(item);
          else await this.captions.change(item, toggleExcluded(item.row, new Date()));
        });
      case 'retry':
        return this.suggestions.retry(this.captions.imagePath(this.captions.index.find(message.key)));
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
    await (this.firstScan ?? this.scan());
    this.firstScan = undefined;
    const shared = this.places.get(this.captions.document.uri);
    const place = (shared?.at ?? 0) > (own?.at ?? 0) ? shared : own;
    this.entries.begin(place?.key, place?.look);
    this.postEngine();
    this.stateChanged.fire();
  }

  /** @returns whether entries came, went or moved */
  private async scan(): Promise<boolean> {
    const moved = await this.captions.scan();
    for (const { path: where, reason } of this.captions.folderProblems) this.log.warn(`${where}: ${reason}`);
    return moved;
  }

  private async rescan(): Promise<void> {
    try {
      if (await this.scan()) this.entriesChanged(undefined);
    } catch (error) {
      this.log.warn(error instanceof Error ? error.message : String(error));
    }
  }

  private entriesChanged(change: IndexChange | undefined): void {
    this.entries.changed(change);
    this.stateChanged.fire();
  }

  private goToOpen(after: number): void {
    const index = this.entries.nextOpen(after, (entry) => this.skipped.has(entry.key));
    if (index >= 0) this.post({ type: 'select', index });
  }

  private keepPlace(): void {
    this.places.keep(this.captions.document.uri, this.entries.selectedKey, this.entries.currentLook);
  }

  private edit(key: string, change: (item: Entry) => Promise<void>): Promise<void> {
    const edited = this.editing.then(async () => {
      for (let attempt = 1; ; attempt++) {
        const { version } = this.captions.document;
        const item = this.captions.index.find(key);
        if (!item?.group) return;
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

  private postEngine(): void {
    this.post({ type: 'engine', engine: this.engine.view });
  }

  private post(message: ToWebview): void {
    void this.panel.webview.postMessage(message);
  }
}
