import { fstatSync, writeSync } from 'node:fs';
import { Writable } from 'node:stream';
import { isatty } from 'node:tty';

/** The file descriptor of standard output. */
const standardOutput = 1;

/**
 * Where results go. For a file not Node's own stream, which takes a write for done when the disk had room for a part of it: the end
 * of the results would be missing without a word.
 */
export function openStandardOutput(): Writable {
  const stats = fstatSync(standardOutput);
  const isFile = stats.isFile() || (stats.isCharacterDevice() && !isatty(standardOutput));
  return isFile ? new Writable({ decodeStrings: true, write: writeWhole }) : process.stdout;
}

function writeWhole(chunk: Buffer, _encoding: string, done: (error?: Error) => void): void {
  try {
    for (let written = 0; written < chunk.length;) written += writeSync(standardOutput, chunk, written);
    done();
  } catch (error) {
    done(error instanceof Error ? error : new Error(String(error)));
  }
}
