import * as vscode from 'vscode';
import type { CaptionsEditorProvider } from './captionsEditorProvider';
import { Disposables } from './disposables';
import type { EngineService } from './engineService';

/** What the status bar says while an editor is on screen: how far the person is, and what computes. */
export class StatusBar implements vscode.Disposable {
  private readonly disposables = new Disposables();
  private readonly progress = this.disposables.add(vscode.window.createStatusBarItem('showtell.progress', vscode.StatusBarAlignment.Right, 101));
  private readonly backend = this.disposables.add(vscode.window.createStatusBarItem('showtell.engine', vscode.StatusBarAlignment.Right, 100));

  constructor(
    private readonly editors: CaptionsEditorProvider,
    private readonly engine: EngineService,
  ) {
    this.progress.name = 'Showtell: Progress';
    this.backend.name = 'Showtell: Model';
    this.backend.command = 'showtell.chooseModel';
    this.disposables.add(editors.onDidChangeActive(() => this.update()));
    this.disposables.add(engine.onDidChangeStatus(() => this.update()));
    this.update();
  }

  dispose(): void {
    this.disposables.dispose();
  }

  private update(): void {
    const session = this.editors.visible;
    if (!session) {
      this.progress.hide();
      this.backend.hide();
      return;
    }
    const { decided, total } = session.counts;
    this.progress.text = `$(checklist) ${decided.toLocaleString()} of ${total.toLocaleString()}`;
    this.progress.tooltip = `${decided.toLocaleString()} of ${total.toLocaleString()} images decided`;
    this.progress.show();
    this.showEngine();
  }

  private showEngine(): void {
    const { state, backend, backendReason, model, message } = this.engine.status;
    const name = model?.name ?? 'Showtell';
    if (state === 'starting') {
      this.backend.text = `$(loading~spin) ${name}`;
      this.backend.tooltip = 'The captioner is starting.';
    } else if (state === 'failed') {
      this.backend.text = `$(error) ${name}`;
      this.backend.tooltip = message ?? 'The captioner has stopped.';
    } else {
      this.backend.text = `$(sparkle) ${name}${backend === undefined ? '' : ` (${backend})`}`;
      this.backend.tooltip = `Suggestions: ${name}. Computed by ${backend ?? 'a process that starts when it is needed'}.${backendReason ? ` ${backendReason}` : ''}\nClick to choose another model.`;
    }
    this.backend.show();
  }
}
