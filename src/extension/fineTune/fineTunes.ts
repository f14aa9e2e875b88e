import { randomBytes } from 'node:crypto';
import path from 'node:path';
import * as vscode from 'vscode';
import {
  EngineClient,
  EngineError,
  type BackendChoice,
  type FineTuneResult,
  type TrainingProgress,
} from '../../engine/client';
import { unfinishedRun, type FineTuneRun } from '../../engine/jobs/fineTuneRun';
import type { CaptionSession } from '../captionSession';
import type { CaptionsEditorProvider } from '../captionsEditorProvider';
import type { ModelLibrary } from '../modelLibrary';
import { progressLine } from './progressLine';
import { logError, tellError } from '../tellError';

const seed = 1;

/** How a fine-tune is begun. */
export interface FineTuneStart {
  /** Quietly: shown in the status bar, and nothing is said of what is missing. */
  background?: boolean;
  /** Goes on with the run that was broken off. */
  resume?: boolean;
}

/**
 * Fine-tunes, one at a time, each in a process of its own that everything else on the machine goes before, so that the editor
 * stays as fast as it is. The model in use is not touched: a fine-tune makes a new one.
 */
export class FineTunes implements vscode.Disposable {
  private readonly done = new vscode.EventEmitter<FineTuneResult>();
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

  /** Where the run is saved: outside of any workspace, as models are. */
  get workFolder(): string {
    return path.join(this.context.globalStorageUri.fsPath, 'fine-tune');
  }

  /** Waits for one that was cancelled: it saves where it is, so that it can be gone on with. */
  async untilStopped(): Promise<void> {
    if (this.running?.signal.aborted) await this.ended;
  }

  /** Learns from the decided rows of the editor on screen. */
  async start(how: FineTuneStart = {}): Promise<void> {
    const say = (text: string): void => {
      if (!how.background) void vscode.window.showInformationMessage(text);
    };
    if (this.running) {
      return say(vscode.l10n.t('A fine-tune is running already. Wait until it is done, or cancel it first.'));
    }
    this.running = new AbortController();
    this.ended = this.learn(how, say, this.running);
    await this.ended;
  }

  private async learn(how: FineTuneStart, say: (text: string) => void, abort: AbortController): Promise<void> {
    try {
      const run = how.resume ? await unfinishedRun(this.workFolder) : undefined;
      const request = run ? this.requestFor(run.datasetPath, run) : await this.newRequest(say);
      if (!request) return;
      const result = await this.withProgress(request, how, abort);
      for (const { fileName, reason } of result.problems) this.log.warn(`${fileName}: ${reason}`);
      this.last = result;
      this.done.fire(result);
    } catch (error) {
      this.tellFailure(error, how);
    } finally {
      this.running = undefined;
    }
  }

  cancel(): void {
    this.running?.abort();
  }

  dispose(): void {
    this.cancel();
    this.done.dispose();
  }

  private async newRequest(say: (text: string) => void): Promise<ReturnType<FineTunes['requestFor']> | undefined> {
    const session = this.editors.visible;
    if (!session) {
      say(vscode.l10n.t('Open the captions of a folder first: Showtell learns from what you decided there.'));
      return undefined;
    }
    await session.settle();
    if (session.captions.document.getText().trim() === '') {
      say(vscode.l10n.t('Nothing is decided here yet. Accept, edit or write at least 8 captions, then try again.'));
      return undefined;
    }
    await saveFor(session);
    return this.requestFor(session.captions.file);
  }

  private requestFor(
    datasetPath: string,
    run?: FineTuneRun,
  ): { datasetPath: string; baseModel: string; out: string; seed: number; resume: boolean } {
    const fresh = { baseModel: this.models.chosenDirectory, out: path.join(this.models.ownFolder, newName()), seed };
    const { baseModel, out } = run ?? fresh;
    return { datasetPath, baseModel, out, seed: run?.seed ?? seed, resume: run !== undefined };
  }

  private async withProgress(
    request: ReturnType<FineTunes['requestFor']>,
    { background }: FineTuneStart,
    abort: AbortController,
  ): Promise<FineTuneResult> {
    const location = background ? vscode.ProgressLocation.Window : vscode.ProgressLocation.Notification;
    const title = vscode.l10n.t('Fine-tuning on {0}', path.basename(request.datasetPath));
    return vscode.window.withProgress({ location, title, cancellable: !background }, async (progress, token) => {
      token.onCancellationRequested(() => abort.abort());
      let shown = 0;
      const report = (now: TrainingProgress): void => {
        if (now.message !== undefined) this.log.info(now.message);
        const percent = now.phase === 'training' && now.steps > 0 ? (100 * now.step) / now.steps : 0;
        progress.report({ message: progressLine(now), increment: Math.max(0, percent - shown) });
        shown = Math.max(shown, percent);
      };
      const client = this.openClient(request.baseModel);
      try {
        const params = {
          ...request,
          workFolder: this.workFolder,
          samplesFolder: path.join(this.context.extensionUri.fsPath, 'samples'),
          steps: this.steps,
        };
        return await client.fineTune(params, report, abort.signal);
      } finally {
        await client.dispose();
      }
    });
  }

  private openClient(modelDirectory: string): EngineClient {
    return new EngineClient({
      enginePath: path.join(this.context.extensionUri.fsPath, 'dist', 'engine.js'),
      backend: vscode.workspace.getConfiguration('showtell').get<BackendChoice>('backend', 'auto'),
      modelDirectory,
      log: (line) => this.log.info(line),
      texts: vscode.l10n.uri?.fsPath,
      lowPriority: true,
    });
  }

  private tellFailure(error: unknown, { background }: FineTuneStart): void {
    if (error instanceof EngineError && error.kind === 'aborted') return;
    if (background) logError(error, this.log);
    else tellError(error, this.log);
  }
}

/** The engine reads the file, so what was decided has to be in it. @throws Error if it cannot be saved */
async function saveFor(session: CaptionSession): Promise<void> {
  const { document } = session.captions;
  if (document.isDirty && !(await document.save()))
    throw new Error(vscode.l10n.t('Fine-tuning reads the saved captions, and they could not be saved.'));
}

function newName(): string {
  const time = new Date().toISOString().slice(0, 19).replace(/[:T]/g, '-');
  return `fine-tuned-${time}-${randomBytes(2).toString('hex')}`;
}
