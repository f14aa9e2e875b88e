import * as vscode from 'vscode';
import { Disposables } from '../base/disposables';
import { Soon } from '../base/soon';
import { StatusItem, type StatusText } from '../base/statusItem';
import type { EngineService } from '../engine/engineService';
import type { CaptionsEditorProvider } from './captionsEditorProvider';

/** What the status bar says while an editor is on screen: how far the person is, and what computes. */
export class StatusBar implements vscode.Disposable {
  private readonly disposables = new Disposables();
  private readonly progress = this.disposables.add(
    new StatusItem('progress', 101, vscode.l10n.t('Showtell: Progress'), 'goToUndecided'),
  );
  private readonly backend = this.disposables.add(
    new StatusItem('engine', 100, vscode.l10n.t('Showtell: Model'), 'chooseModel'),
  );

  constructor(
    private readonly editors: CaptionsEditorProvider,
    private readonly engine: EngineService,
  ) {
    const soon = this.disposables.add(new Soon(() => this.update()));
    this.disposables.add(editors.onDidChangeActive(() => soon.ask()));
    this.disposables.add(engine.onDidChangeStatus(() => soon.ask()));
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
    const { decided, total, states } = session.counts;
    const text = vscode.l10n.t('{0} of {1}', decided.toLocaleString(), total.toLocaleString());
    const tooltip = vscode.l10n.t('{0} images decided. Click to go to the next one that is not.', text);
    const leftOut = vscode.l10n.t('Left out: {0}.', states.excluded.toLocaleString());
    this.progress.show({ icon: 'checklist', text, tooltip: states.excluded === 0 ? [tooltip] : [tooltip, leftOut] });
    this.backend.show(this.engineText());
  }

  private engineText(): StatusText {
    const { state, backend, backendReason, message } = this.engine.status;
    const { model } = this.engine.view;
    if (state === 'starting')
      return { icon: 'loading~spin', text: model, tooltip: [vscode.l10n.t('The captioner is starting.')] };
    if (state === 'failed') {
      const tooltip = message ?? vscode.l10n.t('The captioner has stopped.');
      return { icon: 'warning', text: 'Showtell', tooltip: [tooltip], warns: true };
    }
    const computed =
      backend === undefined
        ? vscode.l10n.t('It starts when it is needed.')
        : vscode.l10n.t('Computed by {0}. {1}', backend, backendReason ?? '');
    const suggests = vscode.l10n.t('Captions are suggested by “{0}”.', model);
    return {
      icon: 'sparkle',
      text: `${model}${backend === undefined ? '' : ` · ${backend}`}`,
      tooltip: [`${suggests} ${computed}`, vscode.l10n.t('Click to choose another model.')],
    };
  }
}
