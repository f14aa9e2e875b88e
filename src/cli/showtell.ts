#!/usr/bin/env node
import os from 'node:os';
import { errorCode, explainFileError } from '../dataset/files/fileError';
import type { ExitStatus } from './program/command';
import { Messages } from './program/messages';
import { openEngine } from './program/engine';
import { ResultStream } from './program/resultStream';
import { runShowtell } from './runCommand';
import { openStandardOutput } from './program/standardOutput';

/** What a shell reports for a program whose reader went away. */
const brokenPipe = 141;

const stop = new AbortController();
let stoppedBy: NodeJS.Signals | undefined;
/** Why the results cannot be written. */
let outputFailure: Error | undefined;

// The first Ctrl+C stops in good order. Then the default is back: the second ends the program at once.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.once(signal, () => {
    stoppedBy ??= signal;
    stop.abort(new Error(`Stopped by ${signal}.`));
  });
}
process.stderr.on('error', () => undefined); // nobody is left to tell

const messages = new Messages(process.stderr);
const results = new ResultStream(openStandardOutput(), (error) => {
  outputFailure ??= error;
  stop.abort(new Error('The results cannot be written.'));
});

runShowtell(process.argv.slice(2), {
  input: process.stdin,
  results,
  messages,
  signal: stop.signal,
  openEngine: (options) => openEngine(options, (line) => messages.line(line)),
}).then(
  (status) => {
    process.exitCode = endStatus(status);
    process.stdin.destroy(); // an open pipe would keep the program alive
    endAtLast();
  },
  (error: unknown) => {
    messages.endProgress();
    messages.line(
      `showtell: this is a fault in Showtell itself. ${error instanceof Error ? error.stack : String(error)}`,
    );
    process.exitCode = 1;
  },
);

/** A call of the system that never comes back keeps a program alive; now that nothing is left to do, the signal itself may end it. */
function endAtLast(): void {
  const signal = stoppedBy;
  if (signal) setTimeout(() => process.kill(process.pid, signal), 2_000).unref();
}

/** What to exit with: a reader that went away needs no words, a disk that is full does. */
function endStatus(status: ExitStatus): number {
  if (outputFailure) {
    if (errorCode(outputFailure) === 'EPIPE') return brokenPipe;
    messages.line(`showtell: the results on standard output cannot be written: ${explainFileError(outputFailure)}.`);
    return 1;
  }
  // What shells report for a program that a signal ended, as batch systems expect it.
  return status === 130 && stoppedBy ? 128 + os.constants.signals[stoppedBy] : status;
}
