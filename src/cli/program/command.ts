import type { Readable } from 'node:stream';
import type { EngineOptions, OpenEngine } from './engine';
import type { Messages } from './messages';
import type { ResultStream } from './resultStream';

/**
 * 0 done, 1 some inputs failed, 2 wrong usage, 3 given up as too many inputs failed, 130 stopped by Ctrl+C or another signal (what was
 * finished is kept).
 */
export type ExitStatus = 0 | 1 | 2 | 3 | 130;

/** What a subcommand gets to work with. */
export interface CommandContext {
  input: Readable;
  results: ResultStream;
  messages: Messages;
  /** Aborted by Ctrl+C, and when the results cannot be written any more. */
  signal: AbortSignal;
  openEngine(options: EngineOptions): OpenEngine;
}

/** One subcommand of `showtell`. */
export interface Command {
  name: string;
  /** One line for the list of all commands. */
  summary: string;
  /** The text of `--help`. */
  help: string;
  /**
   * @throws UsageError if the arguments are wrong
   * @throws Error with a message for the person, if nothing could be done
   */
  run(args: string[], context: CommandContext): Promise<ExitStatus>;
}

/** Wrong arguments. The message says which and what would be right. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
