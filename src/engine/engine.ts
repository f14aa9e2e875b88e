import * as l10n from '@vscode/l10n';
import * as tf from '@tensorflow/tfjs-core';
import { inFloat32 } from '../captioner/computing/graphRuntime';
import { Captioner } from '../captioner/captioner';
import type { Suggestion } from '../captioner/suggestion';
import type { BackendChoice } from './backends/backendChoice';
import { chooseBackend, type Backend } from './backends/chosenBackend';
import { Completer } from './completer';
import type { CompleteParams, CompleteResult, DecideParams } from './protocol/completionProtocol';
import { decodePicture } from './images/imageDecoding';
import { GridCache } from './features/gridCache';
import { calibrateJob } from './jobs/calibrateJob';
import { evaluateJob } from './jobs/evaluateJob';
import { fineTuneJob } from './jobs/fineTuneJob';
import type { JobContext } from './jobs/jobContext';
import { trainJob } from './jobs/trainJob';
import { JobQueue } from './jobQueue';
import { loadSharp } from './images/loadSharp';
import type { CalibrateParams, CalibrationResult } from './protocol/calibrationProtocol';
import type { FineTuneParams, FineTuneResult } from './protocol/fineTuneProtocol';
import { Suggester } from './suggester';
import type { PictureParams, PictureResult } from './protocol/pictureProtocol';
import type {
  EvaluateParams,
  EvaluationResult,
  ModelInfo,
  SuggestParams,
  TrainingProgress,
  TrainParams,
  TrainResult,
} from './protocol/protocol';

type Report = (progress: TrainingProgress) => void;

/** What the engine process does, the messages apart. */
export class Engine {
  private readonly queue = new JobQueue();
  private readonly cache = new GridCache();
  private readonly completer = new Completer(this.queue, this.cache, () => this.captionerInUse());
  private readonly suggester = new Suggester(this.queue, this.cache, () => this.captionerInUse());
  private captioner: Captioner | undefined;
  private backend: Backend | undefined;

  async start(backend: BackendChoice): Promise<{ backend: string; backendReason: string }> {
    // Whoever asks for an image is told if it does not load.
    void loadSharp().catch(() => undefined);
    this.backend = await chooseBackend(backend);
    const { name, reason } = this.backend;
    return { backend: name, backendReason: reason };
  }

  /** Goes on with another model. The one before stays in use if this one cannot be opened. @throws BundleError */
  useModel(directory: string): Promise<ModelInfo> {
    return this.queue.run('focus', async () => {
      const opened = await Captioner.open(directory, this.backend?.runtime);
      const before = this.captioner?.bundle.description.encoder.weights.sha256;
      if (before !== opened.bundle.description.encoder.weights.sha256) this.cache.clear();
      this.completer.forget();
      this.captioner?.dispose();
      this.captioner = opened;
      return { id: opened.id, name: opened.name };
    });
  }

  suggest(params: SuggestParams, signal: AbortSignal): Promise<Suggestion> {
    return this.suggester.suggest(params, signal);
  }

  /** How a caption that is being typed could go on. */
  complete(params: CompleteParams, signal: AbortSignal): Promise<CompleteResult> {
    return this.completer.complete(params, signal);
  }

  /** What was decided in a dataset, so that completion knows it. */
  decide(params: DecideParams): Promise<Record<string, never>> {
    return this.completer.decide(params);
  }

  /** What the captioner sees of an image, for a person. It waits for no computation: sharp decodes in threads of its own. */
  async picture({ imagePath, width }: PictureParams): Promise<PictureResult> {
    return { png: Buffer.from(await decodePicture(imagePath, width)).toString('base64') };
  }

  fineTune(params: FineTuneParams, report: Report, signal: AbortSignal): Promise<FineTuneResult> {
    return this.runLong(
      (context) => fineTuneJob(params, { ...context, runtime: inFloat32(context.runtime) }),
      report,
      signal,
    );
  }

  train(params: TrainParams, report: Report, signal: AbortSignal): Promise<TrainResult> {
    return this.runLong((context) => trainJob(params, context), report, signal);
  }

  evaluate(params: EvaluateParams, report: Report, signal: AbortSignal): Promise<EvaluationResult> {
    return this.runLong((context) => evaluateJob(params, context), report, signal, params.learnEvery !== undefined);
  }

  calibrate(params: CalibrateParams, report: Report, signal: AbortSignal): Promise<CalibrationResult> {
    return this.runLong((context) => calibrateJob(params, context), report, signal);
  }

  /** What the engine holds: a leak shows here. */
  memory(): { tensors: number; tensorBytes: number; cachedGrids: number } {
    const { numTensors, numBytes } = tf.memory();
    return { tensors: numTensors, tensorBytes: numBytes, cachedGrids: this.cache.size };
  }

  private captionerInUse(): Captioner {
    if (!this.captioner) throw new Error(l10n.t('No model is open, so nothing can be suggested. Choose a model.'));
    return this.captioner;
  }

  /** @param computes whether it needs a backend of TensorFlow.js that computes, and does not only hold arrays */
  private runLong<T>(
    job: (context: JobContext) => Promise<T>,
    report: Report,
    signal: AbortSignal,
    computes = true,
  ): Promise<T> {
    const work = async (): Promise<T> => {
      if (computes) await this.backend?.readyToLearn();
      const runtime = this.backend?.runtime;
      return job({ report, giveWay: () => this.queue.giveWay(), signal, runtime });
    };
    return this.queue.run('training', work, signal);
  }
}
