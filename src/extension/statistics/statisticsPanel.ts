import * as vscode from 'vscode';
import { plainLook, type Look } from '../../dataset/list/look';
import type { CaptionSession } from '../captionSession';
import { Disposables } from '../disposables';
import { Soon } from '../soon';
import { fromStatisticsSchema, type ToStatistics } from '../statisticsMessages';
import { translatedTexts, webviewHtml } from '../webviewHtml';
import { DatasetStatistics } from './datasetStatistics';

/** The statistics of one editor's dataset, in a tab beside it; they follow what is decided, and filter the editor. */
export class StatisticsPanel implements vscode.Disposable {
  private readonly disposables = new Disposables();
  private readonly statistics: DatasetStatistics;
  private readonly panel: vscode.WebviewPanel;
  private readonly soon = this.disposables.add(new Soon(() => this.show()));
  private isReady = false;

  /** @param onDispose the panel is gone, closed by the person or with its editor */
  constructor(
    extensionUri: vscode.Uri,
    private readonly session: CaptionSession,
    onDispose: () => void,
  ) {
    this.statistics = new DatasetStatistics(session.captions.index.entries);
    const assets = vscode.Uri.joinPath(extensionUri, 'dist', 'webview');
    this.panel = this.disposables.add(
      vscode.window.createWebviewPanel(
        'showtell.statistics',
        vscode.l10n.t('Statistics of {0}', session.fileName),
        vscode.ViewColumn.Beside,
        { enableScripts: true, localResourceRoots: [assets] },
      ),
    );
    this.panel.onDidDispose(() => {
      this.end();
      onDispose();
    });
    this.disposables.add(this.panel.webview.onDidReceiveMessage((message: unknown) => this.receive(message)));
    this.disposables.add(
      session.onDidChangeEntries((change) => {
        this.statistics.follow(change);
        this.soon.ask();
      }),
    );
    this.panel.webview.html = webviewHtml(this.panel.webview, {
      assets,
      name: 'statistics',
      title: this.panel.title,
      body: translatedTexts(),
    });
    void this.count();
  }

  reveal(): void {
    this.panel.reveal();
  }

  dispose(): void {
    this.end();
    this.disposables.dispose();
  }

  private end(): void {
    this.soon.dispose();
    this.statistics.stop();
  }

  private async count(): Promise<void> {
    if (await this.statistics.count()) this.show();
  }

  private receive(data: unknown): void {
    const message = fromStatisticsSchema.parse(data);
    if (message.type === 'ready') {
      this.isReady = true;
      return this.show();
    }
    const { order } = this.session.entries.currentLook;
    this.session.receive({ type: 'look', look: { ...plainLook, order, ...message.look } satisfies Look });
    // Without its column it would move to where the statistics are.
    this.session.panel.reveal(this.session.panel.viewColumn, true);
  }

  private show(): void {
    if (!this.isReady) return;
    const { fileName, counts } = this.session;
    const message: ToStatistics = {
      type: 'statistics',
      statistics: { fileName, ...counts, ...this.statistics.figures },
    };
    void this.panel.webview.postMessage(message);
  }
}
