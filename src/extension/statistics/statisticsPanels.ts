import * as vscode from 'vscode';
import { showInformation } from '../base/notifications';
import type { CaptionsEditorProvider } from '../editor/captionsEditorProvider';
import { statisticsStateSchema } from './statisticsMessages';
import { StatisticsPanel } from './statisticsPanel';

/** The statistics that are open, one for each dataset; VS Code brings them back when the window is reloaded. */
export class StatisticsPanels implements vscode.WebviewPanelSerializer, vscode.Disposable {
  static readonly viewType = 'showtell.statistics';
  private readonly panels = new Map<string, StatisticsPanel>();

  constructor(
    private readonly extensionUri: vscode.Uri,
    private readonly editors: CaptionsEditorProvider,
  ) {}

  /** Shows the statistics of the editor on screen. */
  async show(): Promise<void> {
    const session = this.editors.visible;
    if (!session) {
      await showInformation(vscode.l10n.t('Open the captions of a folder first: the statistics are about them.'));
      return;
    }
    const { uri } = session.captions.document;
    const open = this.panels.get(uri.toString());
    if (open) return open.reveal();
    const title = vscode.l10n.t('Statistics of {0}', session.fileName);
    this.add(vscode.window.createWebviewPanel(StatisticsPanels.viewType, title, vscode.ViewColumn.Beside), uri);
  }

  deserializeWebviewPanel(panel: vscode.WebviewPanel, state: unknown): Promise<void> {
    const kept = statisticsStateSchema.safeParse(state);
    if (kept.success) this.add(panel, vscode.Uri.parse(kept.data.document));
    else panel.dispose();
    return Promise.resolve();
  }

  dispose(): void {
    for (const panel of this.panels.values()) panel.dispose();
  }

  private add(panel: vscode.WebviewPanel, document: vscode.Uri): void {
    const key = document.toString();
    this.panels.set(
      key,
      new StatisticsPanel(this.extensionUri, panel, document, this.editors, () => this.panels.delete(key)),
    );
  }
}
