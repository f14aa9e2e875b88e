import path from 'node:path';
import * as vscode from 'vscode';
import { isDecided } from '../dataset/row';
import { CaptionDocument } from './captionDocument';
import type { ListItem } from './datasetList';
import { accept, toggleExcluded, type Proposal, type as typed } from './decisions';
import { Disposables } from './disposables';
import type { EngineService } from './engineService';
import { fromWebviewSchema, type FromWebview, type ItemView, type ToWebview, type WebviewCommand } from './messages';
import type { SuggestionStore } from './suggestionStore';

/** How many images after the selected one are captioned before anybody asks. */
const readAhead = 3;
/** How long a save waits for what was typed last. */
const flushLimit = 1_000;

/** One editor on one document: answers its webview, and turns what the person does into edits of the document. */
export class CaptionSession implements vscode.Disposable {
  readonly captions: CaptionDocument;
  private readonly disposables = new Disposables();
  private readonly stateChanged = this.disposables.add(new vscode.EventEmitter<void>());
  /** Fires when the counts or the text box's focus changed. */
  readonly onDidChangeState = this.stateChanged.event;
  private window = { first: 0, count: 0 };
  private selected = 0;
  private readonly acknowledged = new Map<string, number>();
  private readonly flushes = new Map<number, () => void>();
  /** Edits one after another, each on the text that the one before left. */
  private editing: Promise<void> = Promise.resolve();
  textBoxFocused = false;

  constructor(
    readonly panel: vscode.WebviewPanel,
    document: vscode.TextDocument,
    private readonly engine: EngineService,
    private readonly suggestions: SuggestionStore,
    private readonly log: vscode.LogOutputChannel,
  ) {
    this.captions = new CaptionDocument(document);
    this.listen(document);
  }

  get counts(): { total: number; decided: number } {
    return this.captions.counts;
  }

  dispose(): void {
    for (const done of this.flushes.values()) done();
    this.disposables.dispose();
  }

  run(command: WebviewCommand): void {
    this.post({ type: 'command', command });
  }

  private listen(document: vscode.TextDocument): void {
    const { add } = { add: <T extends vscode.Disposable>(thing: T): T => this.disposables.add(thing) };
    add(this.panel.webview.onDidReceiveMessage((message: unknown) => this.receive(message)));
    add(
      vscode.workspace.onDidChangeTextDocument((event) => {
        if (event.document === document && event.contentChanges.length > 0) this.documentChanged(event.contentChanges);
      }),
    );
    add(
      vscode.workspace.onWillSaveTextDocument((event) => {
        if (event.document === document && this.panel.visible) event.waitUntil(this.flush().then(() => []));
      }),
    );
    add(this.suggestions.onDidChange((imagePath) => this.suggestionChanged(imagePath)));
    add(this.engine.onDidChangeStatus(() => this.postEngine()));
    add(
      this.engine.onDidChangeModel(() => {
        this.postEngine();
        this.postWindow();
      }),
    );
    const watcher = add(vscode.workspace.createFileSystemWatcher(new vscode.RelativePattern(this.captions.folder, '**/*')));
    const changed = (uri: vscode.Uri): void => {
      if (uri.path !== document.uri.path) void this.rescan();
    };
    add(watcher.onDidCreate(changed));
    add(watcher.onDidDelete(changed));
  }

  private receive(data: unknown): void {
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
        await this.begin(message.selectedKey);
        break;
      case 'window':
        this.window = { first: message.first, count: message.count };
        this.postWindow();
        break;
      case 'select':
        this.selected = message.index;
        this.requestSuggestions();
        this.postItems([message.index]);
        break;
      case 'edit':
        await this.edit(message.key, async (item) => {
          this.acknowledged.set(message.key, message.sequence);
          await this.captions.change(item, typed(message.text, item.row, this.proposal(item), new Date()));
        });
        break;
      case 'accept':
        await this.edit(message.key, async (item) => {
          const proposal = this.proposal(item, message.candidate);
          if (proposal) await this.captions.change(item, accept(proposal, new Date()));
        });
        break;
      case 'exclude':
        await this.edit(message.key, async (item) => {
          if (item.row?.status === 'excluded' && item.row.text === '') await this.captions.remove(item);
          else await this.captions.change(item, toggleExcluded(item.row, new Date()));
        });
        break;
      case 'retry':
        this.withImage(this.captions.find(message.key), (imagePath) => this.suggestions.retry(imagePath));
        break;
      case 'openText':
        await this.openAsText(message.line);
        break;
      case 'run':
        await vscode.commands.executeCommand(`showtell.${message.command}`);
        break;
      case 'focus':
        this.textBoxFocused = message.inTextBox;
        this.stateChanged.fire();
        break;
      case 'flushed':
        this.flushes.get(message.id)?.();
        break;
    }
  }

  private async begin(selectedKey: string | undefined): Promise<void> {
    await this.captions.scan();
    for (const { path: where, reason } of this.captions.folderProblems) this.log.warn(`${where}: ${reason}`);
    const { items } = this.captions;
    const kept = items.findIndex(({ key }) => key === selectedKey);
    const undecided = items.findIndex(({ row, problem }) => problem === undefined && !(row && isDecided(row)));
    this.selected = Math.max(0, kept >= 0 ? kept : undecided);
    this.postReset(this.selected);
    this.postEngine();
    this.stateChanged.fire();
  }

  private async rescan(): Promise<void> {
    const before = this.captions.items[this.selected]?.key;
    await this.captions.scan();
    this.keepSelection(before);
  }

  private documentChanged(changes: readonly vscode.TextDocumentContentChangeEvent[]): void {
    const before = this.captions.items.length;
    const single = changes.length === 1 && !changes[0].text.includes('\n') && changes[0].range.isSingleLine;
    const key = this.selectedKey;
    if (single && this.captions.items.length === before) this.postWindow();
    else this.keepSelection(key);
    this.stateChanged.fire();
  }

  /** The list may have changed everywhere: the person stays at the same entry. */
  private keepSelection(key: string | undefined): void {
    const index = this.captions.items.findIndex((item) => item.key === key);
    if (index >= 0) this.selected = index;
    this.selected = Math.min(this.selected, Math.max(0, this.captions.items.length - 1));
    this.postReset(this.selected);
  }

  private get selectedKey(): string | undefined {
    return this.lastKeys.get(this.selected);
  }

  /** The keys that the webview was last told, by index: the document may have changed since. */
  private readonly lastKeys = new Map<number, string>();

  private edit(key: string, change: (item: ListItem) => Promise<void>): Promise<void> {
    const edited = this.editing.then(async () => {
      const item = this.captions.find(key);
      if (item && item.problem === undefined) await change(item);
    });
    this.editing = edited.catch(() => undefined);
    return edited;
  }

  /** Waits until the webview has sent what was typed last, and that is in the document. */
  private async flush(): Promise<void> {
    const id = this.flushes.size + 1 + Date.now();
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, flushLimit);
      this.flushes.set(id, () => {
        clearTimeout(timer);
        resolve();
      });
      this.post({ type: 'flush', id });
    });
    this.flushes.delete(id);
    await this.editing;
  }

  private proposal(item: ListItem, candidate = 0): Proposal | undefined {
    if (item.row?.status === 'suggested') return { text: item.row.text, model: item.row.model };
    return this.withImage(item, (imagePath) => {
      const suggestion = this.suggestions.get(imagePath);
      const chosen = suggestion?.candidates[candidate];
      return suggestion && chosen ? { text: chosen.text, model: suggestion.model } : undefined;
    });
  }

  private withImage<T>(item: ListItem | undefined, use: (imagePath: string) => T): T | undefined {
    if (!item || item.problem !== undefined) return undefined;
    const image = this.captions.image(item);
    return 'path' in image ? use(image.path) : undefined;
  }

  /** What is looked at comes first, then what is on screen, then the next few. */
  private requestSuggestions(): void {
    const { items } = this.captions;
    const ask = (index: number, priority: 'focus' | 'visible' | 'batch'): void => {
      const item = items[index] as ListItem | undefined;
      if (item && (priority === 'focus' || !(item.row && isDecided(item.row)))) {
        this.withImage(item, (imagePath) => this.suggestions.request(imagePath, priority));
      }
    };
    ask(this.selected, 'focus');
    for (let index = this.window.first; index < this.window.first + this.window.count; index++) ask(index, 'visible');
    for (let ahead = 1; ahead <= readAhead; ahead++) ask(this.selected + ahead, 'batch');
  }

  private suggestionChanged(imagePath: string): void {
    const shown = [this.selected, ...this.windowIndices()];
    const concerned = shown.filter((index) => this.withImage(this.captions.items[index], (own) => own === imagePath) === true);
    if (concerned.length > 0) this.postItems([...new Set(concerned)]);
    if (this.suggestions.view(imagePath).state === 'none') this.requestSuggestions();
  }

  private windowIndices(): number[] {
    const last = Math.min(this.window.first + this.window.count, this.captions.items.length);
    return Array.from({ length: Math.max(0, last - this.window.first) }, (_, offset) => this.window.first + offset);
  }

  private postWindow(): void {
    this.requestSuggestions();
    this.postItems([...new Set([this.selected, ...this.windowIndices()])]);
  }

  private postItems(indices: readonly number[]): void {
    const items = indices.flatMap((index) => (index < this.captions.items.length ? [this.view(index)] : []));
    for (const { index, key } of items) this.lastKeys.set(index, key);
    this.post({ type: 'items', items, counts: this.counts });
  }

  private postReset(select: number): void {
    this.lastKeys.clear();
    this.post({ type: 'reset', counts: this.counts, select, folder: this.captions.folder });
  }

  private postEngine(): void {
    const { state, backend, message, model } = this.engine.status;
    this.post({ type: 'engine', engine: { state, backend, message, model: model?.name ?? '' } });
  }

  private view(index: number): ItemView {
    const item = this.captions.items[index];
    const { key, fileName, line, row } = item;
    const base = { index, key, fileName, line: line && line.line + 1, acknowledged: this.acknowledged.get(key) ?? 0 };
    if (item.problem !== undefined) {
      return { ...base, kind: 'brokenLine', text: '', status: '', suggestion: { state: 'none' }, problem: item.problem };
    }
    const image = this.captions.image(item);
    return {
      ...base,
      kind: 'image',
      text: row?.text ?? '',
      status: row?.status ?? '',
      ...('path' in image
        ? { imageUri: this.panel.webview.asWebviewUri(vscode.Uri.file(image.path)).toString(), suggestion: this.suggestions.view(image.path) }
        : { problem: image.problem, suggestion: { state: 'none' as const } }),
    };
  }

  private async openAsText(line: number | undefined): Promise<void> {
    const selection = line === undefined ? undefined : new vscode.Range(line - 1, 0, line - 1, 0);
    await vscode.window.showTextDocument(this.captions.document, { viewColumn: vscode.ViewColumn.Beside, selection });
  }

  private post(message: ToWebview): void {
    void this.panel.webview.postMessage(message);
  }

  /** For messages to the person: the file's name. */
  get fileName(): string {
    return path.basename(this.captions.document.uri.fsPath);
  }
}
