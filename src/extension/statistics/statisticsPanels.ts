import * as vscode from 'vscode';
import type { CaptionsEditorProvider } from '../captionsEditorProvider';
import type { CaptionSession } from '../captionSession';
import { StatisticsPanel } from './statisticsPanel';

/** The statistics that are open, one for each editor. */
export class StatisticsPanels implements vscode.Disposable {
  private readonly panels = new Map<CaptionSession, StatisticsPanel>();

  constructor(
    private readonly extensionUri: vscode.Uri,
    private readonly editors: CaptionsEditorProvider,
  ) {}

  /** Shows the statistics of the editor on screen. */
  async show(): Promise<void> {
    const session = this.editors.visible;
    if (!session) {
      await vscode.window.showInformationMessage(
        vscode.l10n.t('Open the captions of a folder first: the statistics are about them.'),
      );
      return;
    }
    const open = this.panels.get(session);
    if (open) return open.reveal();
    const panel = new StatisticsPanel(this.extensionUri, session, () => this.panels.delete(session));
    this.panels.set(session, panel);
    session.panel.onDidDispose(() => panel.dispose());
  }

  dispose(): void {
    for (const panel of this.panels.values()) panel.dispose();
  }
}
