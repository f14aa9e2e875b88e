import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import os from 'node:os';
import * as l10n from '@vscode/l10n';
import {
  ConnectionError,
  createMessageConnection,
  ErrorCodes,
  IPCMessageReader,
  IPCMessageWriter,
  ResponseError,
  type CancellationToken,
  type MessageConnection,
  type RequestType,
} from 'vscode-jsonrpc/node';
import { reasonOf } from '../../dataset/files/reason';
import { EngineError } from '../protocol/engineError';
import { textsVariable, type EngineOptions } from './engineOptions';

/** How long the process may take to end by itself, in milliseconds. */
const patience = 3_000;

/** libuv and TensorFlow read these when they are loaded. */
function threadVariables(threads: number | undefined): NodeJS.ProcessEnv {
  if (threads === undefined) return {};
  const count = String(threads);
  return { UV_THREADPOOL_SIZE: count, TF_NUM_INTRAOP_THREADS: count, TF_NUM_INTEROP_THREADS: '1' };
}

/**
 * For the C library of most Linux systems: blocks of a megabyte and more go back when they are free. Else it learns from the weights,
 * which are read and put into graphs once, to keep as much for ever: 85 MB of 340.
 */
const givesMemoryBack = { MALLOC_MMAP_THRESHOLD_: String(2 ** 20) };

/** One engine process and the connection to it. */
export class EngineProcess {
  readonly connection: MessageConnection;
  private readonly child: ChildProcess;
  /** Settles when the process has ended, with words for how. */
  readonly ended: Promise<string>;
  /** Those who wait for an answer, and what they are told if the process ends. */
  private readonly asking = new Set<(how: string) => void>();

  constructor({
    enginePath,
    log,
    texts,
    lowPriority,
    threads,
    onlySuggests,
  }: Omit<EngineOptions, 'backend' | 'modelDirectory'>) {
    this.child = fork(enginePath, [], {
      execArgv: [],
      // In VS Code's extension host, `process.execPath` is Electron.
      env: {
        ...(onlySuggests && givesMemoryBack),
        ...{ ...process.env, ELECTRON_RUN_AS_NODE: '1', [textsVariable]: texts },
        ...threadVariables(threads),
      },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    if (lowPriority) this.giveWay(log);
    for (const stream of [this.child.stdout, this.child.stderr]) forwardLines(stream, log);
    this.connection = createMessageConnection(new IPCMessageReader(this.child), new IPCMessageWriter(this.child));
    this.connection.onError(([error]) => log(error.message));
    this.connection.listen();
    this.ended = new Promise((resolve) => {
      this.child.once('error', (error) => resolve(l10n.t('could not be started ({0})', error.message)));
      this.child.once('exit', (code, signal) =>
        resolve(signal === null ? l10n.t('ended with status {0}', code ?? '') : l10n.t('was ended by {0}', signal)),
      );
    });
    void this.ended.then((how) => {
      for (const tell of this.asking) tell(how);
      this.connection.dispose();
    });
  }

  get pid(): number | undefined {
    return this.child.pid;
  }

  /**
   * Asks the process something. Nothing of the answer is kept here: a promise of `ended` in a race with it would keep every answer for
   * as long as the process lives.
   * @param crashed says that it ended in the given way before it answered
   * @throws what it answers; EngineError of kind `crashed` if it ends before
   */
  ask(
    type: RequestType<unknown, unknown, unknown>,
    params: unknown,
    crashed: (how: string) => string,
    token?: CancellationToken,
  ): Promise<unknown> {
    return new Promise((resolve, reject) => {
      const tell = (how: string): void => reject(new EngineError('crashed', crashed(how)));
      this.asking.add(tell);
      void this.send(type, params, token).then(
        (answer) => {
          this.asking.delete(tell);
          resolve(answer);
        },
        (error: unknown) => {
          // When the process ends, the connection may report that first.
          if (isOfConnection(error)) return this.ended.then(tell);
          this.asking.delete(tell);
          reject(error instanceof Error ? error : new Error(reasonOf(error)));
        },
      );
    });
  }

  private async send(
    type: RequestType<unknown, unknown, unknown>,
    params: unknown,
    token?: CancellationToken,
  ): Promise<unknown> {
    return this.connection.sendRequest(type, params, token);
  }

  /** Lets everything else on the machine go first. */
  private giveWay(log: (line: string) => void): void {
    if (this.child.pid === undefined) return;
    try {
      os.setPriority(this.child.pid, os.constants.priority.PRIORITY_LOW);
    } catch (error) {
      log(`The priority could not be lowered: ${reasonOf(error)}`);
    }
  }

  async stop(): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const exit = once(this.child, 'exit');
    this.child.disconnect();
    const force = setTimeout(() => this.child.kill('SIGKILL'), patience);
    await exit;
    clearTimeout(force);
  }
}

/** Whether it says that the connection is gone, and not what was asked about. */
function isOfConnection(error: unknown): boolean {
  return (
    error instanceof ConnectionError ||
    (error instanceof ResponseError && error.code === ErrorCodes.PendingResponseRejected)
  );
}

function forwardLines(stream: NodeJS.ReadableStream | null, log: (line: string) => void): void {
  let rest = '';
  stream?.setEncoding('utf8');
  stream?.on('data', (chunk: string) => {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) if (line.trim() !== '') log(line);
  });
}
