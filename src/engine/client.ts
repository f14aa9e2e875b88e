import { CancellationTokenSource, type RequestType } from 'vscode-jsonrpc/node';
import type * as z from 'zod';
import { suggestionSchema, type Suggestion } from '../captioner/suggestion';
import type { BackendChoice } from './backends';
import { calibrateResultSchema, type CalibrateParams, type CalibrationResult } from './calibrationProtocol';
import { CrashLimit } from './crashLimit';
import { EngineError, throwIfAborted } from './engineError';
import { EngineProcess } from './engineProcess';
import { StatusSource, type EngineStatus } from './engineStatus';
import {
  evaluateResultSchema,
  fineTuneResultSchema,
  memorySchema,
  modelResultSchema,
  progressNotification,
  progressNotificationSchema,
  requests,
  startResultSchema,
  trainResultSchema,
  type EvaluateParams,
  type EvaluationResult,
  type FineTuneParams,
  type FineTuneResult,
  type SuggestParams,
  type TrainingProgress,
  type TrainParams,
  type TrainResult,
} from './protocol';

export type { BackendChoice } from './backends';
export { EngineError } from './engineError';
export type { EngineStatus } from './engineStatus';
export type {
  EvaluationResult,
  FineTuneResult,
  ModelInfo,
  TrainingProgress,
  TrainParams,
  TrainResult,
} from './protocol';

export interface EngineOptions {
  /** The bundled `dist/engine.js`. */
  enginePath: string;
  backend: BackendChoice;
  modelDirectory: string;
  log: (line: string) => void;
}

type ReportProgress = (progress: TrainingProgress) => void;

/** The engine as the extension and the command line use it: starts on first need, and again after a crash. */
export class EngineClient {
  private process: EngineProcess | undefined;
  private starting: Promise<EngineProcess> | undefined;
  private modelDirectory: string;
  private readonly crashes = new CrashLimit();
  private readonly statusSource = new StatusSource();
  private readonly progressReceivers = new Map<number, ReportProgress>();
  private lastToken = 0;
  private disposed = false;
  /** The process that is there, also while it starts. */
  private spawned: EngineProcess | undefined;

  constructor(private readonly options: EngineOptions) {
    this.modelDirectory = options.modelDirectory;
  }

  get status(): EngineStatus {
    return this.statusSource.current;
  }

  /** The process, for those who watch it; undefined while there is none. */
  get pid(): number | undefined {
    return this.process?.pid;
  }

  onDidChangeStatus(listener: (status: EngineStatus) => void): { dispose(): void } {
    return this.statusSource.listen(listener);
  }

  /** Suggestions come from another model from now on. @throws EngineError of kind `model` if it cannot be used */
  async useModel(directory: string): Promise<void> {
    this.modelDirectory = directory;
    await this.starting?.catch(() => undefined);
    if (this.process) await this.openModel(this.process);
    else this.statusSource.set({ state: 'stopped' });
  }

  suggest(params: SuggestParams, signal?: AbortSignal): Promise<Suggestion> {
    return this.request(requests.suggest, params, suggestionSchema, signal);
  }

  fineTune(params: FineTuneParams, onProgress: ReportProgress, signal?: AbortSignal): Promise<FineTuneResult> {
    return this.longRequest(requests.fineTune, params, fineTuneResultSchema, onProgress, signal);
  }

  train(params: TrainParams, onProgress: ReportProgress, signal?: AbortSignal): Promise<TrainResult> {
    return this.longRequest(requests.train, params, trainResultSchema, onProgress, signal, false);
  }

  evaluate(params: EvaluateParams, onProgress: ReportProgress, signal?: AbortSignal): Promise<EvaluationResult> {
    return this.longRequest(requests.evaluate, params, evaluateResultSchema, onProgress, signal, false);
  }

  calibrate(params: CalibrateParams, onProgress: ReportProgress, signal?: AbortSignal): Promise<CalibrationResult> {
    return this.longRequest(requests.calibrate, params, calibrateResultSchema, onProgress, signal, false);
  }

  /** What the engine holds in memory. */
  memory(): Promise<z.infer<typeof memorySchema>> {
    return this.request(requests.memory, {}, memorySchema);
  }

  /** Ends the engine; what is still asked is answered with an error. */
  async dispose(): Promise<void> {
    this.disposed = true;
    this.statusSource.dispose();
    await this.spawned?.stop();
  }

  private async longRequest<R>(
    type: RequestType<unknown, unknown, unknown>,
    params: unknown,
    schema: z.ZodType<R>,
    onProgress: ReportProgress,
    signal?: AbortSignal,
    needsModel = true,
  ): Promise<R> {
    const token = ++this.lastToken;
    this.progressReceivers.set(token, onProgress);
    try {
      return await this.request(type, { token, params }, schema, signal, needsModel);
    } finally {
      this.progressReceivers.delete(token);
    }
  }

  private async request<R>(
    type: RequestType<unknown, unknown, unknown>,
    params: unknown,
    schema: z.ZodType<R>,
    signal?: AbortSignal,
    needsModel = true,
  ): Promise<R> {
    throwIfAborted(signal);
    const engine = await this.ensureStarted(needsModel);
    throwIfAborted(signal);
    const cancellation = new CancellationTokenSource();
    const cancel = (): void => cancellation.cancel();
    signal?.addEventListener('abort', cancel, { once: true });
    const crash = engine.ended.then((how) => {
      throw new EngineError('crashed', `The captioner ${how} while it worked on this. Try again; the log may say why.`);
    });
    try {
      return schema.parse(await Promise.race([engine.connection.sendRequest(type, params, cancellation.token), crash]));
    } catch (error) {
      // When the process ends, the connection may report that first.
      if (engine !== this.process) await crash;
      throw EngineError.from(error);
    } finally {
      crash.catch(() => undefined);
      signal?.removeEventListener('abort', cancel);
      cancellation.dispose();
    }
  }

  private async ensureStarted(needsModel: boolean): Promise<EngineProcess> {
    if (this.disposed) throw new EngineError('other', 'The captioner has been closed.');
    const engine = this.process ?? (await (this.starting ??= this.start().finally(() => (this.starting = undefined))));
    if (needsModel && !this.status.model) await this.openModel(engine);
    return engine;
  }

  private async start(): Promise<EngineProcess> {
    const refusal = this.crashes.refusal;
    if (refusal !== undefined) throw new EngineError('crashed', refusal);
    this.statusSource.set({ state: 'starting' });
    const engine = (this.spawned = new EngineProcess(this.options.enginePath, this.options.log));
    engine.connection.onNotification(progressNotification, (data) => this.receiveProgress(data));
    let running = true;
    void engine.ended.then((how) => {
      running = false;
      this.processEnded(engine, how);
    });
    try {
      const failed = engine.ended.then((how) => {
        throw new EngineError('crashed', `The captioner ${how} while it started. The log may say why.`);
      });
      failed.catch(() => undefined);
      const started = await Promise.race([
        engine.connection.sendRequest(requests.start, { backend: this.options.backend }),
        failed,
      ]);
      this.process = engine;
      this.statusSource.set({ state: 'ready', ...startResultSchema.parse(started) });
      return engine;
    } catch (error) {
      const reason = EngineError.from(error);
      if (running) await engine.stop();
      this.statusSource.set({ state: 'failed', message: reason.message });
      throw reason;
    }
  }

  private opening: { engine: EngineProcess; directory: string; done: Promise<void> } | undefined;

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
      const model = modelResultSchema.parse(await engine.connection.sendRequest(requests.useModel, { directory }));
      const { backend, backendReason } = this.status;
      this.statusSource.set({ state: 'ready', backend, backendReason, model });
    } catch (error) {
      const reason = EngineError.from(error);
      const { backend, backendReason } = this.status;
      this.statusSource.set({ state: 'failed', backend, backendReason, message: reason.message });
      throw reason;
    }
  }

  private receiveProgress(data: unknown): void {
    const message = progressNotificationSchema.safeParse(data);
    if (message.success) this.progressReceivers.get(message.data.token)?.(message.data.progress);
  }

  private processEnded(engine: EngineProcess, how: string): void {
    if (this.process === engine) this.process = undefined;
    if (this.disposed) return;
    this.crashes.record();
    this.options.log(`The engine ${how}.`);
    this.statusSource.set({ state: 'failed', message: `The captioner ${how}. It starts again when it is needed.` });
  }
}
