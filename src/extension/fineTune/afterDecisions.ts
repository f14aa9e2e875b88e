import type * as vscode from 'vscode';
import { Disposables } from '../base/disposables';
import type { CaptionsEditorProvider } from '../editor/captionsEditorProvider';
import { decisionsForFineTune } from '../session/decisionsForFineTune';
import type { FineTunes } from './fineTunes';

/** Fine-tunes in the background after every so many decisions, where the setting says so. */
export class AfterDecisions implements vscode.Disposable {
  private readonly disposables = new Disposables();
  /** How many captions were decided when counting began, by dataset. */
  private readonly countedFrom = new Map<string, number>();

  constructor(
    private readonly editors: CaptionsEditorProvider,
    private readonly fineTunes: FineTunes,
  ) {
    this.disposables.add(editors.onDidChangeActive(() => this.count()));
  }

  dispose(): void {
    this.disposables.dispose();
  }

  private count(): void {
    const session = this.editors.visible;
    // What was decided long ago is counted while the dataset is being listed.
    if (!session?.isListed || session.counts.total === 0) return;
    const { accepted, edited, written, captioned, excluded } = session.counts.states;
    const decided = accepted + edited + written + captioned + excluded;
    const key = session.captions.document.uri.toString();
    const from = this.countedFrom.get(key);
    if (from === undefined || decided < from) {
      this.countedFrom.set(key, decided);
      return;
    }
    const every = decisionsForFineTune();
    if (every <= 0 || decided - from < every || this.fineTunes.isRunning) return;
    this.countedFrom.set(key, decided);
    void this.fineTunes.start({ background: true });
  }
}
