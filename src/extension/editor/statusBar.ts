import * as vscode from 'vscode';
import { Disposables } from '../base/disposables';
import { Soon } from '../base/soon';
import type { EngineService } from '../engine/engineService';
import type { CaptionsEditorProvider } from './captionsEditorProvider';

/** What the status bar says while an editor is on screen: how far the person is, and what computes. */
export class StatusBar implements vscode.Disposable {
  private readonly disposables = new Disposables();
  private readonly progress = this.addItem('progress', 101, vscode.l10n.t('Showtell: Progress'));
  private readonly backend = this.addItem('engine', 100, vscode.l10n.t('Showtell: Model'));

  constructor(
    private readonly editors: CaptionsEditorProvider,
    private readonly engine: EngineService,
  ) {
    this.progress.command = 'showtell.goToUndecided';
    this.backend.command = 'showtell.chooseModel';
    const soon = this.disposables.add(new Soon(() => this.update()));
    this.disposables.add(editors.onDidChangeActive(() => soon.ask()));
    this.disposables.add(engine.onDidChangeStatus(() => soon.ask()));
    this.update();
  }

  dispose(): void {
    this.disposables.dispose();
  }

  private addItem(id: string, priority: number, name: string): vscode.StatusBarItem {
    const item = vscode.window.createStatusBarItem(`showtell.${id}`, vscode.StatusBarAlignment.Right, priority);
    item.name = name;
    return this.disposables.add(item);
  }

  private update(): void {
    const session = this.editors.visible;
    if (!session) {
      this.progress.hide();
      this.backend.hide();
      return;
    }
    const { decided, total } = session.counts;
    const text = vscode.l10n.t('{0} of {1}', decided.toLocaleString(), total.toLocaleString());
    this.progress.text = `$(checklist) ${text}`;
    this.progress.tooltip = vscode.l10n.t('{0} images decided. Click to go to the next one that is not.', text);
    this.progress.show();
    this.showEngine();
    this.backend.show();
  }

  private showEngine(): void {
    const { state, backend, backendReason, message } = this.engine.status;
    const { model } = this.engine.view;
    this.backend.backgroundColor = undefined;
    if (state === 'starting') {
      this.backend.text = `$(loading~spin) ${model}`;
      this.backend.tooltip = vscode.l10n.t('The captioner is starting.');
    } else if (state === 'failed') {
      this.backend.text = '$(warning) Showtell';
      this.backend.tooltip = message ?? vscode.l10n.t('The captioner has stopped.');
      this.backend.backgroundColor = new vscode.ThemeColor('statusBarItem.warningBackground');
    } else {
      this.backend.text = `$(sparkle) ${model}${backend === undefined ? '' : ` · ${backend}`}`;
      const computed =
        backend === undefined
          ? vscode.l10n.t('It starts when it is needed.')
          : vscode.l10n.t('Computed by {0}. {1}', backend, backendReason ?? '');
      const suggests = vscode.l10n.t('Captions are suggested by “{0}”.', model);
      this.backend.tooltip = `${suggests} ${computed}\n\n${vscode.l10n.t('Click to choose another model.')}`;
    }
  }
}
