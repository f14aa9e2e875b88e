import path from 'node:path';
import * as vscode from 'vscode';
import { EngineError, type FineTuneResult, type TrainingProgress } from '../../engine/client/client';
import { assertUnused, forgetRun, withLock } from '../../engine/jobs/fineTuneRun';
import { reasonOf } from '../../dataset/files/reason';
import { showInformation, showProgress } from '../base/notifications';
import { logError, tellError } from '../base/tellError';
import type { CaptionsEditorProvider } from '../editor/captionsEditorProvider';
import { openEngine } from '../engine/openEngine';
import type { ModelLibrary } from '../models/modelLibrary';
import { findBrokenOff, type BrokenOff } from './brokenOff';
import { newRequest, resumingRequest, type FineTuneRequest } from './fineTuneRequest';
import { progressLine } from './progressLine';

/** A fine-tune that made a model. */
export interface FinishedFineTune extends FineTuneResult {
  /** Its file on disk. */
  dataset: string;
}

/** How a fine-tune is begun. */
export interface FineTuneStart {
  /** Quietly: nothing is said of what is missing. */
  background?: boolean;
  resume?: BrokenOff;
}

/**
 * Fine-tunes, one at a time, each in a process of its own that everything else on the machine goes before, so that the editor
 * stays as fast as it is. The model in use is not touched: a fine-tune makes a new one.
 */
export class FineTunes implements vscode.Disposable {
  private readonly done = new vscode.EventEmitter<FinishedFineTune>();
  /** Fires when a new model is there. */
  readonly onDidFinish = this.done.event;
  private running: AbortController | undefined;
  private ended: Promise<void> = Promise.resolve();
  /** What the last one made, since VS Code was started. */
  last: FineTuneResult | undefined;
  /** Fewer steps than the recipe's, for tests. */
  steps: number | undefined;

  constructor(
    private readonly context: vscode.ExtensionContext,
    private readonly editors: CaptionsEditorProvider,
    private readonly models: ModelLibrary,
    private readonly log: vscode.LogOutputChannel,
  ) {}

  get isRunning(): boolean {
    return this.running !== undefined;
  }

  /** What was broken off: what a person began, and what began in the background. */
  brokenOff(): Promise<BrokenOff[]> {
    return findBrokenOff([this.ownFolder, this.backgroundFolder]);
  }

  /** What was broken off of what a person began. @throws TrainingError if another window is at it */
  async brokenOffByPerson(): Promise<BrokenOff | undefined> {
    await assertUnused(this.ownFolder);
    return (await findBrokenOff([this.ownFolder])).at(0);
  }

  /** Deletes what was kept of one that was broken off. @throws TrainingError if it has been gone on with */
  async forget({ folder }: BrokenOff): Promise<void> {
    await withLock(folder, () => forgetRun(folder));
  }

  /** Waits for one that was cancelled: it saves where it is, so that it can be gone on with. */
  async untilStopped(): Promise<void> {
    if (this.running?.signal.aborted) await this.ended;
  }

  /** Learns from the decided rows of the editor on screen. */
  async start(how: FineTuneStart = {}): Promise<void> {
    if (this.running) {
      if (!how.background) void this.offerToCancel();
      return;
    }
    this.running = new AbortController();
    void vscode.commands.executeCommand('setContext', 'showtell.fineTuning', true);
    this.ended = this.learn(how, this.running);
    await this.ended;
  }

  private async learn(how: FineTuneStart, abort: AbortController): Promise<void> {
    let dataset: string | undefined;
    try {
      const request = how.resume ? resumingRequest(how.resume.run) : await this.newRequest(how);
      if (!request) return;
      dataset = request.datasetPath;
      const result = await this.learnShowing(request, how, abort);
      for (const { fileName, reason } of result.problems) this.log.warn(`${fileName}: ${reason}`);
      this.last = result;
      this.done.fire({ ...result, dataset });
    } catch (error) {
      await this.tellFailure(error, how, dataset);
    } finally {
      this.running = undefined;
      void vscode.commands.executeCommand('setContext', 'showtell.fineTuning', false);
    }
  }

  /** Where a run that a person began is saved: outside of any workspace, as models are. */
  private get ownFolder(): string {
    return path.join(this.context.globalStorageUri.fsPath, 'fine-tune');
  }

  /** Where one in the background is saved: it must not take the place of one that a person can go on with. */
  private get backgroundFolder(): string {
    return path.join(this.context.globalStorageUri.fsPath, 'fine-tune-background');
  }

  private async newRequest({ background = false }: FineTuneStart): Promise<FineTuneRequest | undefined> {
    const session = this.editors.visible;
    const request = session && (await newRequest(session, this.models));
    if (!request && !background) {
      void showInformation(
        session
          ? vscode.l10n.t('Nothing is decided here yet. Accept, edit or write at least 8 captions, then try again.')
          : vscode.l10n.t('Open the captions of a folder first: Showtell learns from what you decided there.'),
      );
    }
    return request;
  }

  private async offerToCancel(): Promise<void> {
    const cancel = vscode.l10n.t('Cancel It');
    const text = vscode.l10n.t('A fine-tune is running already. Wait until it is done, or cancel it first.');
    if ((await showInformation(text, cancel)) === cancel) this.cancel();
  }

  /** Stops the one that runs, in the background or not. */
  cancel(): void {
    this.running?.abort();
  }

  dispose(): void {
    this.cancel();
    this.done.dispose();
  }

  private async learnShowing(
    request: FineTuneRequest,
    { background, resume }: FineTuneStart,
    abort: AbortController,
  ): Promise<FineTuneResult> {
    const title = vscode.l10n.t('Fine-tuning on {0}', path.basename(request.datasetPath));
    const { outcomes } = this.editors;
    // A notification would cover the text box all the time; the editor says how far it is.
    const quiet = background === true || this.editors.shows(request.datasetPath);
    // The engine of its own takes seconds to begin.
    outcomes.noteLearning(request.datasetPath, vscode.l10n.t('getting ready'));
    return showProgress({ title, quiet }, abort, async (show) => {
      let shown = 0;
      const report = (now: TrainingProgress): void => {
        if (now.message !== undefined) this.log.info(now.message);
        const percent = now.phase === 'training' && now.steps > 0 ? (100 * now.step) / now.steps : 0;
        const message = progressLine(now);
        show({ message, increment: Math.max(0, percent - shown) });
        outcomes.noteLearning(request.datasetPath, message);
        shown = Math.max(shown, percent);
      };
      const client = openEngine(
        this.context.extensionUri,
        { modelDirectory: request.baseModel, lowPriority: true },
        this.log,
      );
      try {
        const params = {
          ...request,
          workFolder: resume?.folder ?? (background ? this.backgroundFolder : this.ownFolder),
          samplesFolder: path.join(this.context.extensionUri.fsPath, 'samples'),
          steps: this.steps,
        };
        return await client.fineTune(params, report, abort.signal);
      } finally {
        outcomes.noteLearning(request.datasetPath, undefined);
        await client.dispose();
      }
    });
  }

  private async tellFailure(error: unknown, { background }: FineTuneStart, dataset?: string): Promise<void> {
    if (error instanceof EngineError && error.kind === 'aborted') {
      // After the next decisions there is more to learn from: nobody would go on with this one.
      if (background) await forgetRun(this.backgroundFolder);
      return;
    }
    if (dataset !== undefined) this.editors.outcomes.add(dataset, { kind: 'failure', reason: reasonOf(error) });
    // Where the editor is on screen, it says so, until somebody has looked at it.
    if (background || (dataset !== undefined && this.editors.shows(dataset))) logError(error, this.log);
    else tellError(error, this.log);
  }
}
