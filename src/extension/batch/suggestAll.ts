import * as vscode from 'vscode';
import { PatientSuggestions } from '../../engine/client/patientSuggestions';
import { Disposables } from '../base/disposables';
import { mention, showInformation, showProgress, showWarning } from '../base/notifications';
import { StatusItem } from '../base/statusItem';
import { tellError } from '../base/tellError';
import type { CaptionsEditorProvider } from '../editor/captionsEditorProvider';
import type { CaptionSession } from '../editor/captionSession';
import type { SuggestionStore } from '../suggestions/suggestionStore';
import type { BatchProgress } from './batchProgress';
import { runBatch } from './batchRun';
import { datasetOfSession } from './datasetOfSession';
import { ImageProblems } from './imageProblems';
import { progressText } from './progressText';

/** *Suggest Captions for All*: one run at a time, shown and stopped in its notification and in the status bar. */
export class SuggestAll implements vscode.Disposable {
  private readonly disposables = new Disposables();
  private readonly item = this.disposables.add(
    new StatusItem('batch', 102, vscode.l10n.t('Showtell: Suggesting Captions'), 'stopSuggesting'),
  );
  private readonly problems = this.disposables.add(new ImageProblems());
  private running: AbortController | undefined;

  constructor(
    private readonly editors: CaptionsEditorProvider,
    private readonly suggestions: SuggestionStore,
    private readonly log: vscode.LogOutputChannel,
  ) {
    this.show(false);
  }

  /** Suggests captions for all images of the editor on screen that have none. */
  async start(): Promise<void> {
    const session = this.editors.visible;
    if (!session) {
      return tell(
        vscode.l10n.t('Open the captions of a folder first: then captions are suggested for all of its images.'),
      );
    }
    if (this.running) {
      return tell(vscode.l10n.t('Captions are being suggested already. Stop that first, or wait until it is done.'));
    }
    this.running = new AbortController();
    this.show(true);
    try {
      await session.settle();
      await session.captions.gate.pass();
      await session.listed();
      await this.captionAll(session, this.running);
    } catch (error) {
      tellError(error, this.log);
    } finally {
      this.running = undefined;
      this.show(false);
    }
  }

  /** What is finished is kept. */
  stop(): void {
    this.running?.abort();
  }

  dispose(): void {
    this.stop();
    this.disposables.dispose();
  }

  private async captionAll(session: CaptionSession, abort: AbortController): Promise<void> {
    const { uri } = session.captions.document;
    const { folder } = session.captions;
    const dataset = datasetOfSession(await session.engine.modelId(), () => this.editors.sessionOf(uri));
    const patient = new PatientSuggestions({
      suggest: ({ imagePath }, signal) => this.suggestions.suggestQuietly(imagePath, signal),
    });
    this.problems.clear(folder);
    const title = vscode.l10n.t('Suggesting captions for {0}', session.fileName);
    const done = await showProgress({ title }, abort, (show) => {
      let shown = 0;
      const report = (now: BatchProgress): void => {
        const percent = now.total > 0 ? (100 * now.done) / now.total : 100;
        show({ message: progressText(now), increment: percent - shown });
        shown = percent;
        this.showInStatusBar(now);
      };
      const fail = (key: string, reason: string): void => {
        const captions = this.editors.sessionOf(uri)?.captions;
        const entry = captions?.index.find(key);
        const fileName = entry?.fileName ?? key;
        this.log.warn(`${fileName}: ${reason}`);
        this.problems.add(folder, fileName, reason);
        const imagePath = captions?.imagePath(entry);
        if (imagePath !== undefined) this.suggestions.recordFailure(imagePath, reason);
      };
      const suggest = (imagePath: string, signal: AbortSignal) =>
        patient.suggest({ imagePath, priority: 'batch' }, signal);
      return runBatch(dataset, { suggest, report, fail }, abort.signal);
    });
    this.tellResult(done, abort.signal.aborted, session.captions.file);
  }

  private tellResult({ total, done, failed }: BatchProgress, stopped: boolean, dataset: string): void {
    if (total === 0) {
      tell(vscode.l10n.t('No image waits for a suggestion: each has a caption, or was left out.'));
    } else if (stopped) {
      const [suggested, all] = [done - failed, total].map((number) => number.toLocaleString());
      const text = vscode.l10n.t('Stopped with {0} of {1} captions suggested. Run it again to go on.', suggested, all);
      mention(text);
    }
    if (total > 0 && (!stopped || failed > 0))
      this.editors.outcomes.add(dataset, { kind: 'batch', suggested: done - failed, failed });
    if (failed === 0 || this.editors.shows(dataset)) return;
    const text = vscode.l10n.t(
      'Images that could not be captioned: {0}. Each is in the Problems view with its reason.',
      failed.toLocaleString(),
    );
    const show = vscode.l10n.t('Show Problems');
    void showWarning(text, show).then((answer) => {
      if (answer === show) void showProblems();
    });
  }

  private showInStatusBar(now: BatchProgress): void {
    const text = vscode.l10n.t('{0} of {1}', now.done.toLocaleString(), now.total.toLocaleString());
    const stops = vscode.l10n.t('Click to stop; what is finished is kept.');
    const tooltip = [vscode.l10n.t('Suggesting captions: {0}', progressText(now)), stops];
    this.item.show({ icon: 'sync~spin', text, tooltip });
  }

  private show(isRunning: boolean): void {
    void vscode.commands.executeCommand('setContext', 'showtell.suggestingAll', isRunning);
    if (isRunning) this.item.show({ icon: 'sync~spin', text: vscode.l10n.t('Suggesting captions') });
    else this.item.hide();
  }
}

/** Opens the Problems view, where each image that could not be captioned is named with its reason. */
export function showProblems(): Thenable<unknown> {
  return vscode.commands.executeCommand('workbench.actions.view.problems');
}

/** The message stays until somebody closes it, so nothing waits for that. */
function tell(message: string): void {
  void showInformation(message);
}
