import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import os from 'node:os';
import * as l10n from '@vscode/l10n';
import {
  createMessageConnection,
  IPCMessageReader,
  IPCMessageWriter,
  type MessageConnection,
} from 'vscode-jsonrpc/node';
import { reasonOf } from '../dataset/reason';
import { textsVariable, type EngineOptions } from './engineOptions';

/** How long the process may take to end by itself, in milliseconds. */
const patience = 3_000;

/** One engine process and the connection to it. */
export class EngineProcess {
  readonly connection: MessageConnection;
  private readonly child: ChildProcess;
  /** Settles when the process has ended, with words for how. */
  readonly ended: Promise<string>;

  constructor({ enginePath, log, texts, lowPriority }: Omit<EngineOptions, 'backend' | 'modelDirectory'>) {
    this.child = fork(enginePath, [], {
      execArgv: [],
      // In VS Code's extension host, `process.execPath` is Electron.
      env: { ...process.env, ELECTRON_RUN_AS_NODE: '1', [textsVariable]: texts },
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
    void this.ended.then(() => this.connection.dispose());
  }

  get pid(): number | undefined {
    return this.child.pid;
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

function forwardLines(stream: NodeJS.ReadableStream | null, log: (line: string) => void): void {
  let rest = '';
  stream?.setEncoding('utf8');
  stream?.on('data', (chunk: string) => {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) if (line.trim() !== '') log(line);
  });
}
