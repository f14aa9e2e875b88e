import * as l10n from '@vscode/l10n';
import { CrashLimit } from './crashLimit';
import { EngineError } from '../protocol/engineError';
import type { EngineOptions } from './engineOptions';
import { EngineProcess } from './engineProcess';
import { StatusSource } from '../protocol/engineStatus';
import { modelResultSchema, progressNotification, requests, startResultSchema } from '../protocol/protocol';

/** The engine's process from its start to its end: started on first need, and again after a crash, with its model. */
export class EngineLife {
  readonly status = new StatusSource();
  /** The process, once it has started. */
  process: EngineProcess | undefined;
  private starting: Promise<EngineProcess> | undefined;
  private opening: { engine: EngineProcess; directory: string; done: Promise<void> } | undefined;
  private modelDirectory: string;
  private readonly crashes = new CrashLimit();
  private disposed = false;
  /** The process that is there, also while it starts. */
  private spawned: EngineProcess | undefined;

  /** @param onProgress gets the progress that the process tells of */
  constructor(
    private readonly options: EngineOptions,
    private readonly onProgress: (data: unknown) => void,
  ) {
    this.modelDirectory = options.modelDirectory;
  }

  /** The process, which is started if there is none. @throws EngineError */
  async ensureStarted(needsModel: boolean): Promise<EngineProcess> {
    if (this.disposed) throw new EngineError('other', l10n.t('The captioner has been closed.'));
    const engine = this.process ?? (await (this.starting ??= this.start().finally(() => (this.starting = undefined))));
    if (needsModel && !this.status.current.model) await this.openModel(engine);
    return engine;
  }

  /** Uses another model from now on. @throws EngineError of kind `model` if it cannot be used */
  async useModel(directory: string): Promise<void> {
    this.modelDirectory = directory;
    await this.starting?.catch(() => undefined);
    if (this.process) await this.openModel(this.process);
    else this.status.set({ state: 'stopped' });
  }

  async dispose(): Promise<void> {
    this.disposed = true;
    this.status.dispose();
    await this.spawned?.stop();
  }

  private async start(): Promise<EngineProcess> {
    const refusal = this.crashes.refusal;
    if (refusal !== undefined) throw new EngineError('crashed', refusal);
    this.status.set({ state: 'starting' });
    const engine = (this.spawned = new EngineProcess(this.options));
    engine.connection.onNotification(progressNotification, (data) => this.onProgress(data));
    let running = true;
    void engine.ended.then((how) => {
      running = false;
      this.processEnded(engine, how);
    });
    try {
      const started = await engine.ask(requests.start, { backend: this.options.backend }, (how) =>
        l10n.t('The captioner {0} while it started. The log may say why.', how),
      );
      this.process = engine;
      const { backend, backendReason } = startResultSchema.parse(started);
      this.options.log(l10n.t('Computed by {0}. {1}', backend, backendReason));
      this.status.set({ state: 'ready', backend, backendReason });
      return engine;
    } catch (error) {
      const reason = EngineError.from(error);
      if (running) await engine.stop();
      this.status.set({ state: 'failed', message: reason.message });
      throw reason;
    }
  }

  /** Opens the chosen model; several that ask at a time share it. */
  private async openModel(engine: EngineProcess): Promise<void> {
    const directory = this.modelDirectory;
    if (this.opening?.engine !== engine || this.opening.directory !== directory) {
      this.opening = { engine, directory, done: this.sendModel(engine, directory) };
      const { done } = this.opening;
      void done
        .catch(() => undefined)
        .then(() => {
          if (this.opening?.done === done) this.opening = undefined;
        });
    }
    await this.opening.done;
  }

  private async sendModel(engine: EngineProcess, directory: string): Promise<void> {
    try {
      const crashed = (how: string): string =>
        l10n.t('The captioner {0} while it opened the model. The log may say why.', how);
      const model = modelResultSchema.parse(await engine.ask(requests.useModel, { directory }, crashed));
      const { backend, backendReason } = this.status.current;
      this.status.set({ state: 'ready', backend, backendReason, model });
    } catch (error) {
      const reason = EngineError.from(error);
      const { backend, backendReason } = this.status.current;
      // The end of the process is told by itself.
      if (reason.kind !== 'crashed')
        this.status.set({ state: 'failed', backend, backendReason, message: reason.message });
      throw reason;
    }
  }

  private processEnded(engine: EngineProcess, how: string): void {
    if (this.process === engine) this.process = undefined;
    if (this.disposed) return;
    this.crashes.record();
    this.options.log(`The engine ${how}.`);
    this.status.set({ state: 'failed', message: l10n.t('The captioner {0}. It starts again when it is needed.', how) });
  }
}
