import * as vscode from 'vscode';
import { plainFilter, type ListFilter } from '../../dataset/list/listFilter';
import { Disposables } from '../base/disposables';
import { Soon } from '../base/soon';
import { translatedTexts, webviewHtml } from '../base/webviewHtml';
import type { CaptionsEditorProvider } from '../editor/captionsEditorProvider';
import type { CaptionSession } from '../editor/captionSession';
import { DatasetStatistics } from '../../captioner/statistics/datasetStatistics';
import { fromStatisticsSchema, type FromStatistics, type ToStatistics } from './statisticsMessages';

/**
 * The statistics of a dataset, in a tab beside its editor; they follow what is decided, and filter the editor. The editor
 * may come later or be another one, as when its tab is moved or the window is reloaded.
 */
export class StatisticsPanel implements vscode.Disposable {
  private readonly disposables = new Disposables();
  private readonly soon = this.disposables.add(new Soon(() => this.show()));
  private isReady = false;
  private counted: { session: CaptionSession; statistics: DatasetStatistics; listener: vscode.Disposable } | undefined;

  /** @param onDispose the panel is gone, closed by the person or with the captions */
  constructor(
    extensionUri: vscode.Uri,
    private readonly panel: vscode.WebviewPanel,
    private readonly document: vscode.Uri,
    private readonly editors: CaptionsEditorProvider,
    onDispose: () => void,
  ) {
    this.disposables.add(panel);
    panel.onDidDispose(() => {
      this.detach();
      this.disposables.dispose();
      onDispose();
    });
    const assets = vscode.Uri.joinPath(extensionUri, 'dist', 'webview');
    panel.webview.options = { enableScripts: true, localResourceRoots: [assets] };
    const things = [
      panel.webview.onDidReceiveMessage((message: unknown) => this.receive(fromStatisticsSchema.parse(message))),
      editors.onDidChangeActive(() => this.attach()),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => {
        if (uri.toString() === document.toString()) panel.dispose();
      }),
    ];
    for (const thing of things) this.disposables.add(thing);
    panel.webview.html = webviewHtml(panel.webview, {
      assets,
      name: 'statistics/statistics',
      title: panel.title,
      body: translatedTexts(),
    });
    this.attach();
  }

  reveal(): void {
    this.panel.reveal();
  }

  dispose(): void {
    this.panel.dispose();
  }

  /** Counts what the editor lists that is open on the captions now. */
  private attach(): void {
    const session = this.editors.sessionOf(this.document);
    if (!session || this.editors.has(this.counted?.session)) return;
    this.detach();
    const keyCounts = session.storage.keyCounts(session.captions.file);
    const { index, tokens } = session.captions;
    const statistics = new DatasetStatistics(
      index.entries,
      (row) => keyCounts.of(row),
      (text) => tokens.count(text),
    );
    const count = async (): Promise<void> => {
      await Promise.all([keyCounts.opened, tokens.ready()]);
      if (await statistics.count()) this.show();
    };
    const listeners = vscode.Disposable.from(
      session.onDidChangeEntries((change) => {
        statistics.follow(change);
        this.soon.ask();
      }),
      tokens.onDidChange(() => void count()),
    );
    this.counted = { session, statistics, listener: listeners };
    void count();
  }

  private detach(): void {
    this.counted?.statistics.stop();
    this.counted?.listener.dispose();
    this.counted = undefined;
  }

  private receive(message: FromStatistics): void {
    if (message.type === 'ready') {
      this.isReady = true;
      return this.show();
    }
    const session = this.editors.sessionOf(this.document);
    if (!session) return;
    const { order } = session.entries.currentFilter;
    session.receive({ type: 'filter', filter: { ...plainFilter, order, ...message.filter } satisfies ListFilter });
    // Without its column it would move to where the statistics are.
    session.panel.reveal(session.panel.viewColumn, true);
  }

  private show(): void {
    if (!this.isReady || !this.counted) return;
    const { session, statistics } = this.counted;
    const message: ToStatistics = {
      type: 'statistics',
      document: this.document.toString(),
      statistics: {
        tokenLimit: session.captions.tokens.limit,
        ...{ fileName: session.fileName, tooShort: session.captions.index.short.limit },
        ...{ ...session.counts, ...statistics.figures },
      },
    };
    void this.panel.webview.postMessage(message);
  }
}
