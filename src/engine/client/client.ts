import * as l10n from '@vscode/l10n';
import { CancellationTokenSource, type RequestType } from 'vscode-jsonrpc/node';
import type * as z from 'zod';
import { suggestionSchema, type Suggestion } from '../../captioner/suggestion';
import { calibrateResultSchema, type CalibrateParams, type CalibrationResult } from '../protocol/calibrationProtocol';
import {
  completeResultSchema,
  decideResultSchema,
  type CompleteParams,
  type CompleteResult,
  type DecideParams,
} from '../protocol/completionProtocol';
import { EngineError, throwIfAborted } from '../protocol/engineError';
import { fineTuneResultSchema, type FineTuneParams, type FineTuneResult } from '../protocol/fineTuneProtocol';
import { EngineLife } from './engineLife';
import type { EngineOptions } from './engineOptions';
import type { EngineStatus } from '../protocol/engineStatus';
import { pictureResultSchema, type PictureParams } from '../protocol/pictureProtocol';
import {
  evaluateResultSchema,
  memorySchema,
  progressNotificationSchema,
  requests,
  trainResultSchema,
  type EvaluateParams,
  type EvaluationResult,
  type SuggestParams,
  type TrainingProgress,
  type TrainParams,
  type TrainResult,
} from '../protocol/protocol';

export type { BackendChoice } from '../backends/backendChoice';
export { EngineError } from '../protocol/engineError';
export type { FineTuneParams, FineTuneResult, SavedReport } from '../protocol/fineTuneProtocol';
export type { EngineOptions } from './engineOptions';
export type { EngineStatus } from '../protocol/engineStatus';
export type { EvaluationResult, ModelInfo, TrainingProgress, TrainParams, TrainResult } from '../protocol/protocol';

type ReportProgress = (progress: TrainingProgress) => void;

/** The engine as the extension and the command line use it: starts on first need, and again after a crash. */
export class EngineClient {
  private readonly life: EngineLife;
  private readonly progressReceivers = new Map<number, ReportProgress>();
  private lastToken = 0;

  constructor(options: EngineOptions) {
    this.life = new EngineLife(options, (data) => this.receiveProgress(data));
  }

  get status(): EngineStatus {
    return this.life.status.current;
  }

  /** The process, for those who watch it; undefined while there is none. */
  get pid(): number | undefined {
    return this.life.process?.pid;
  }

  onDidChangeStatus(listener: (status: EngineStatus) => void): { dispose(): void } {
    return this.life.status.listen(listener);
  }

  /** Suggestions come from another model from now on. @throws EngineError of kind `model` if it cannot be used */
  useModel(directory: string): Promise<void> {
    return this.life.useModel(directory);
  }

  /** Starts it and opens its model, so that what is asked first need not wait for that. @throws EngineError */
  async start(): Promise<void> {
    await this.life.ensureStarted(true);
  }

  suggest(params: SuggestParams, signal?: AbortSignal): Promise<Suggestion> {
    return this.request(requests.suggest, params, suggestionSchema, signal);
  }

  /** How a caption that is being typed could go on. A newer request for the same image cancels the one before. */
  complete(params: CompleteParams, signal?: AbortSignal): Promise<CompleteResult> {
    return this.request(requests.complete, params, completeResultSchema, signal);
  }

  /** Tells what was decided in a dataset, so that completion goes on as the person does. */
  async decide(params: DecideParams): Promise<void> {
    await this.request(requests.decide, params, decideResultSchema);
  }

  /** What the captioner sees of an image, as PNG. @throws EngineError of kind `image` if it cannot be decoded */
  async picture(params: PictureParams): Promise<Uint8Array<ArrayBuffer>> {
    const { png } = await this.request(requests.picture, params, pictureResultSchema, undefined, false);
    return Uint8Array.from(Buffer.from(png, 'base64'));
  }

  fineTune(params: FineTuneParams, onProgress: ReportProgress, signal?: AbortSignal): Promise<FineTuneResult> {
    return this.longRequest(requests.fineTune, params, fineTuneResultSchema, onProgress, signal, false);
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
  dispose(): Promise<void> {
    return this.life.dispose();
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
    const engine = await this.life.ensureStarted(needsModel);
    throwIfAborted(signal);
    const cancellation = new CancellationTokenSource();
    const cancel = (): void => cancellation.cancel();
    signal?.addEventListener('abort', cancel, { once: true });
    const crashed = (how: string): string =>
      l10n.t('The captioner {0} while it worked on this. Try again; the log may say why.', how);
    try {
      return schema.parse(await engine.ask(type, params, crashed, cancellation.token));
    } catch (error) {
      throw EngineError.from(error);
    } finally {
      signal?.removeEventListener('abort', cancel);
      cancellation.dispose();
    }
  }

  private receiveProgress(data: unknown): void {
    const message = progressNotificationSchema.safeParse(data);
    if (message.success) this.progressReceivers.get(message.data.token)?.(message.data.progress);
  }
}
