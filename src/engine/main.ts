/** The engine process: answers requests over the channel to its parent, and ends with it. */
import * as l10n from '@vscode/l10n';
import {
  createMessageConnection,
  IPCMessageReader,
  IPCMessageWriter,
  ResponseError,
  type CancellationToken,
  type RequestType,
} from 'vscode-jsonrpc/node';
import * as z from 'zod';
import { BundleError } from '../captioner/bundle/bundleError';
import { TrainingError } from '../captioner/training/trainingError';
import { Engine } from './engine';
import { textsVariable } from './client/engineOptions';
import { ImageError } from './images/imageError';
import { calibrateParamsSchema } from './protocol/calibrationProtocol';
import { fineTuneParamsSchema } from './protocol/fineTuneProtocol';
import { completeParamsSchema, decideParamsSchema } from './protocol/completionProtocol';
import { pictureParamsSchema } from './protocol/pictureProtocol';
import {
  errorCodes,
  evaluateParamsSchema,
  modelParamsSchema,
  progressNotification,
  requests,
  startParamsSchema,
  suggestParamsSchema,
  trainParamsSchema,
  withTokenSchema,
  type TrainingProgress,
} from './protocol/protocol';

// The parent is gone, perhaps killed: nobody is left to compute for.
process.on('disconnect', () => process.exit(0));
// Ctrl+C in a terminal goes to the engine too. Its parent decides: it cancels, and what is done is saved first.
process.on('SIGINT', () => undefined);

// What is said here is read by people in the editor, in the language that VS Code has there.
const texts = process.env[textsVariable];
if (texts !== undefined) l10n.config({ fsPath: texts });

const engine = new Engine();
const connection = createMessageConnection(new IPCMessageReader(process), new IPCMessageWriter(process));

/** Answers a kind of request: its parameters are checked, cancellation becomes a signal, errors get a code. */
function answer<P>(
  type: RequestType<unknown, unknown, unknown>,
  schema: z.ZodType<P>,
  handle: (params: P, signal: AbortSignal) => unknown,
): void {
  connection.onRequest(type, async (data: unknown, token: CancellationToken) => {
    const params = schema.safeParse(data);
    if (!params.success)
      return new ResponseError(
        errorCodes.other,
        `The request "${type.method}" is wrong: ${z.prettifyError(params.error)}`,
      );
    const abort = new AbortController();
    // A token that was cancelled before the request came to its turn tells its listeners late, when the work may have begun.
    if (token.isCancellationRequested) abort.abort();
    token.onCancellationRequested(() => abort.abort());
    try {
      return await handle(params.data, abort.signal);
    } catch (error) {
      return toResponseError(error);
    }
  });
}

/** The same for requests that report progress. */
function answerLong<P>(
  type: RequestType<unknown, unknown, unknown>,
  schema: z.ZodType<P>,
  handle: (params: P, report: (progress: TrainingProgress) => void, signal: AbortSignal) => unknown,
): void {
  answer(type, withTokenSchema, ({ token, params }, signal) => {
    const report = (progress: TrainingProgress): void =>
      void connection.sendNotification(progressNotification, { token, progress });
    return handle(schema.parse(params), report, signal);
  });
}

function toResponseError(error: unknown): ResponseError<unknown> {
  if (!(error instanceof Error)) return new ResponseError(errorCodes.other, String(error));
  if (error.name === 'AbortError') return new ResponseError(errorCodes.aborted, l10n.t('It was cancelled.'));
  if (error instanceof ImageError) return new ResponseError(errorCodes.image, error.reason);
  if (error instanceof BundleError) return new ResponseError(errorCodes.model, error.message);
  if (error instanceof TrainingError) return new ResponseError(errorCodes.training, error.message);
  process.stderr.write(`${error.stack ?? error.message}\n`);
  return new ResponseError(errorCodes.other, error.message);
}

answer(requests.start, startParamsSchema, ({ backend }) => engine.start(backend));
answer(requests.useModel, modelParamsSchema, ({ directory }) => engine.useModel(directory));
answer(requests.suggest, suggestParamsSchema, (params, signal) => engine.suggest(params, signal));
answer(requests.complete, completeParamsSchema, (params, signal) => engine.complete(params, signal));
answer(requests.decide, decideParamsSchema, (params) => engine.decide(params));
answer(requests.picture, pictureParamsSchema, (params) => engine.picture(params));
answer(requests.memory, z.unknown(), () => engine.memory());
answerLong(requests.fineTune, fineTuneParamsSchema, (params, report, signal) =>
  engine.fineTune(params, report, signal),
);
answerLong(requests.train, trainParamsSchema, (params, report, signal) => engine.train(params, report, signal));
answerLong(requests.evaluate, evaluateParamsSchema, (params, report, signal) =>
  engine.evaluate(params, report, signal),
);
answerLong(requests.calibrate, calibrateParamsSchema, (params, report, signal) =>
  engine.calibrate(params, report, signal),
);
connection.listen();
