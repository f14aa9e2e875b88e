import { setMaxListeners } from 'node:events';
import { basename } from 'node:path';
import { PassThrough, type Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import type { Suggestion } from '../../src/captioner/suggestion';
import type { ExitStatus } from '../../src/cli/program/command';
import type { EngineOptions, OpenEngine } from '../../src/cli/program/engine';
import { Messages } from '../../src/cli/program/messages';
import { ResultStream } from '../../src/cli/program/resultStream';
import { runShowtell } from '../../src/cli/runCommand';

type Said = string | Suggestion;

/** What the scripted engine answers about an image: a caption, a reason to fail, or nothing until it is aborted. */
export type Answer = (fileName: string) => Promise<Said> | Said;

/** The suggestion of a two-location grid for a caption. @param cutAt as in `Candidate` */
export function suggestionOf(caption: string, cutAt?: number): Suggestion {
  const words = caption.split(' ').map((word) => ({ text: word, probability: 1 / 3, attention: [0.25, 0.75] }));
  const candidates = caption === '' ? [] : [{ text: caption, words, logProbability: -1, confidence: 0.5, cutAt }];
  return { model: 'scripted', familiarity: 1, gridHeight: 1, gridWidth: 2, candidates };
}

/** Runs a command in this process, with an engine that answers from a script. */
export async function runScripted(
  args: readonly string[],
  answer: Answer,
  options: {
    input?: Readable;
    signal?: AbortSignal;
    onLine?: (line: string) => void;
    /** Hears what goes to stderr. */
    onTold?: (text: string) => unknown;
  } = {},
): Promise<{ status: ExitStatus; stdout: string; stderr: string; asked: string[]; opened: EngineOptions[] }> {
  const stdout = new PassThrough();
  const stderr = new PassThrough();
  stdout.on('data', (data: Buffer) => options.onLine?.(data.toString()));
  stderr.on('data', (data: Buffer) => options.onTold?.(data.toString()));
  const asked: string[] = [];
  const opened: EngineOptions[] = [];
  const fail = (): Promise<never> => Promise.reject(new Error('not scripted'));
  const engine: OpenEngine = {
    status: { state: 'ready' },
    onDidChangeStatus: () => ({ dispose: () => undefined }),
    async suggest({ imagePath }, signal) {
      asked.push(basename(imagePath));
      if (signal) setMaxListeners(0, signal);
      const aborted = new Promise<never>((_, reject) =>
        signal?.addEventListener('abort', () => reject(new Error('aborted')), { once: true }),
      );
      const said = await Promise.race([Promise.resolve(answer(basename(imagePath))), aborted]);
      return typeof said === 'string' ? suggestionOf(said) : said;
    },
    fineTune: fail,
    train: fail,
    evaluate: fail,
    calibrate: fail,
    dispose: () => Promise.resolve(),
  };
  const output = Promise.all([text(stdout), text(stderr)]);
  const status = await runShowtell(args, {
    input: options.input ?? new PassThrough().end(),
    results: new ResultStream(stdout, () => undefined),
    messages: new Messages(stderr),
    signal: options.signal ?? new AbortController().signal,
    openEngine: (wanted) => {
      opened.push(wanted);
      return engine;
    },
  });
  stdout.end();
  stderr.end();
  const [written, told] = await output;
  return { status, stdout: written, stderr: told, asked, opened };
}
