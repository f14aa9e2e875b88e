#!/usr/bin/env node
import { Messages } from './messages';
import { openEngine } from './engine';
import { ResultStream } from './resultStream';
import { runShowtell } from './runCommand';

/** What a shell reports for a program whose reader went away. */
const brokenPipe = 141;

const stop = new AbortController();
let readerIsGone = false;

// The first Ctrl+C stops in good order. Then the default is back: the second ends the program at once.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.once(signal, () => stop.abort(new Error(`Stopped by ${signal}.`)));
}
process.stderr.on('error', () => undefined); // nobody is left to tell

const messages = new Messages(process.stderr);
const results = new ResultStream(process.stdout, () => {
  readerIsGone = true;
  stop.abort(new Error('Nobody reads the results.'));
});

runShowtell(process.argv.slice(2), {
  input: process.stdin,
  results,
  messages,
  signal: stop.signal,
  openEngine: (options) => openEngine(options, (line) => messages.line(line)),
}).then(
  (status) => {
    process.exitCode = readerIsGone ? brokenPipe : status;
    process.stdin.destroy(); // an open pipe would keep the program alive
  },
  (error: unknown) => {
    messages.endProgress();
    messages.line(
      `showtell: this is a fault in Showtell itself. ${error instanceof Error ? error.stack : String(error)}`,
    );
    process.exitCode = 1;
  },
);
