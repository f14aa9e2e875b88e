import { stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import * as z from 'zod';
import type { Suggestion } from '../captioner/suggestion';
import { formatRow } from '../dataset/edit';
import { excludedBy } from '../dataset/exclusion';
import { imageKey } from '../dataset/fileName';
import { reasonOf } from '../dataset/reason';
import type { Row } from '../dataset/row';
import { HopelessError, PatientSuggestions } from '../engine/patientSuggestions';
import { listInputs, readInputs, type CaptionInput } from './captionInputs';
import {
  engineArguments,
  engineFlags,
  excludeArgument,
  excludeFlag,
  pathArgument,
  readCommandLine,
  wholeNumber,
} from './commandLine';
import { UsageError, type Command, type CommandContext, type ExitStatus } from './command';
import type { OpenEngine } from './engine';
import { mapInOrder } from './mapInOrder';
import { RowFile } from './rowFile';

const help = `showtell caption: suggest a caption for every image

Usage: showtell caption FOLDER | IMAGE… | -  [--out FILE] [--model DIR] [--beam N] [--backend NAME] [--attention]
                 [--exclude GLOB]…

  FOLDER         all its images, subfolders included; not those of hidden folders and of folders that systems make
                 (@eaDir, #recycle, __MACOSX …)
  -              paths from standard input, one a line, or file: addresses as Spark has them; each is answered with a row,
                 in order, as soon as it is known. Its key "problem" is empty, but for an image that fails: there "text" is.
  --out FILE     add the rows to this JSONL file instead of printing them. Images that have a row there are skipped, so
                 running the same command again goes on where it was stopped. FILE must be in the folder of the images
                 or above it.
  --model DIR    the model bundle (default: the one that comes with Showtell)
  --beam N       captions to follow at a time, 1 to 20 (default 5)
  --backend NAME auto, onnx, tensorflow, wasm or cpu (default auto)
  --attention    add where the captioner looked: "words" with their probability and a weight for each location of
                 "grid" (rows, columns). Not with --out.
  --exclude GLOB leave out what of the folder matches; may be given several times
  --verbose      show what the engine logs

Rows have the status "suggested". Images that fail are named on stderr, and the exit status is 1. So are those whose caption
does not come to its end, as the model writes no more pieces of words; that is no failure.`;

const flags = {
  ...engineFlags,
  out: { type: 'string' },
  model: { type: 'string' },
  beam: { type: 'string' },
  attention: { type: 'boolean', default: false },
  ...excludeFlag,
} as const;

const schema = z.object({
  ...engineArguments,
  out: pathArgument.optional(),
  model: pathArgument.optional(),
  beam: wholeNumber(1, 20).optional(),
  attention: z.boolean(),
  exclude: excludeArgument,
});

/** Images that the engine has at once, so that it decodes some while it captions others together. */
const imagesAtOnce = 8;

type Outcome =
  | { kind: 'row'; input: CaptionInput; row: Row; suggestion: Suggestion }
  | { kind: 'failed'; input: CaptionInput; reason: string }
  | { kind: 'skipped' }
  | { kind: 'stopped' };

export const caption: Command = {
  name: 'caption',
  summary: 'suggest captions for a folder or for single images',
  help,
  async run(args, context) {
    const { values, positionals } = readCommandLine(args, flags, schema);
    const isStream = positionals.includes('-');
    if (positionals.length === 0) throw new UsageError('a folder, images or - is missing');
    if (isStream && positionals.length > 1) throw new UsageError('- stands alone');
    if (values.out !== undefined && values.attention) throw new UsageError('--attention does not go with --out');
    const outFolder = values.out === undefined ? undefined : dirname(resolve(values.out));
    if (outFolder !== undefined && !(await stat(outFolder).catch(() => undefined))?.isDirectory()) {
      throw new UsageError(`--out: there is no folder ${outFolder}`);
    }

    const rows = values.out === undefined ? undefined : await RowFile.open(values.out);
    try {
      const inputs = isStream
        ? readInputs(context.input, outFolder, context.signal)
        : await listInputs(positionals, outFolder, context.signal, excludedBy(values.exclude));
      const total = Array.isArray(inputs) ? inputs.length : undefined;
      if (total === 0) context.messages.line('There are no images in this folder.');
      const engine = context.openEngine({ ...values, onlySuggests: true });
      try {
        return await captionAll(inputs, total, { ...values, rows, isStream }, engine, context);
      } finally {
        await engine.dispose();
      }
    } finally {
      await rows?.close();
    }
  },
};

interface CaptionOptions {
  beam?: number | undefined;
  attention: boolean;
  isStream: boolean;
  rows?: RowFile | undefined;
}

async function captionAll(
  inputs: AsyncIterable<CaptionInput> | CaptionInput[],
  total: number | undefined,
  options: CaptionOptions,
  engine: OpenEngine,
  context: CommandContext,
): Promise<ExitStatus> {
  const { messages, results, signal } = context;
  const { rows } = options;
  const suggestions = new PatientSuggestions(engine);
  const begun = new Set<string>();
  const counts = { row: 0, failed: 0, skipped: 0, stopped: 0, cut: 0 };
  const startedAt = performance.now();

  const outcomeOf = async (input: CaptionInput): Promise<Outcome> => {
    if (signal.aborted) return { kind: 'stopped' };
    if ('problem' in input) return { kind: 'failed', input, reason: input.problem };
    if (rows) {
      const key = imageKey(input.fileName);
      if (rows.has(input.fileName) || begun.has(key)) return { kind: 'skipped' };
      begun.add(key);
    }
    try {
      const imagePath = resolve(input.path);
      const suggestion = await suggestions.suggest(
        { imagePath, beam: options.beam, priority: 'batch', attention: options.attention },
        signal,
      );
      return { kind: 'row', input, row: suggestedRow(input.fileName, suggestion), suggestion };
    } catch (error) {
      if (signal.aborted) return { kind: 'stopped' };
      if (error instanceof HopelessError) throw error;
      return { kind: 'failed', input, reason: reasonOf(error) };
    }
  };

  for await (const outcome of mapInOrder(stopAt(inputs, signal), imagesAtOnce, outcomeOf)) {
    counts[outcome.kind] += 1;
    if (outcome.kind === 'row') {
      if (rows) await rows.append(outcome.row);
      else await results.line(printedRow(outcome.row, outcome.suggestion, options));
      const cutAt = outcome.suggestion.candidates[0]?.cutAt;
      if (cutAt !== undefined) {
        counts.cut += 1;
        messages.line(`${outcome.input.path}: its caption was cut at ${cutAt} pieces of words.`);
      }
    } else if (outcome.kind === 'failed') {
      messages.line(`${outcome.input.path}: ${outcome.reason}`);
      if (options.isStream && !rows) await results.line(failedRow(outcome.input, outcome.reason));
    }
    if (total !== undefined && outcome.kind !== 'stopped') {
      const done = counts.row + counts.failed + counts.skipped;
      const seconds = (performance.now() - startedAt) / 1000;
      const secondsLeft = counts.row > 0 ? (seconds / counts.row) * (total - done) : undefined;
      messages.progress('caption', { done, total, note: 'captioning', ...(secondsLeft && { secondsLeft }) });
    }
  }
  messages.endProgress();
  messages.line(summarise(counts, signal.aborted, total));
  if (signal.aborted) return 130;
  return counts.failed > 0 ? 1 : 0;
}

function suggestedRow(fileName: string, suggestion: Suggestion): Row {
  const text = suggestion.candidates[0]?.text ?? '';
  if (text === '') throw new Error('The captioner found no caption for it.');
  return { fileName, text, suggestion: text, status: 'suggested', model: suggestion.model, updated: now() };
}

function printedRow(row: Row, suggestion: Suggestion, { attention, isStream }: CaptionOptions): string {
  const line = isStream ? withProblem(row, '') : formatRow(row);
  if (!attention) return line;
  const words = suggestion.candidates[0]?.words ?? [];
  const rounded = words.map((word) => ({
    text: word.text,
    probability: round(word.probability),
    attention: word.attention.map(round),
  }));
  const grid = [suggestion.gridHeight, suggestion.gridWidth];
  return line.replace(/\}$/, `,"grid":${JSON.stringify(grid)},"words":${JSON.stringify(rounded)}}`);
}

/** Who sends paths through a pipe counts on one answer each. No status: this is not a suggestion. */
function failedRow(input: CaptionInput, problem: string): string {
  const fileName = 'fileName' in input ? input.fileName : input.path;
  const row: Row = { fileName, text: '', suggestion: '', status: '', model: '', updated: now() };
  return withProblem(row, problem);
}

/** In every row, as polars and DuckDB drop or refuse a key that comes late. */
function withProblem(row: Row, problem: string): string {
  return formatRow(row).replace(/\}$/, `,"problem":${JSON.stringify(problem)}}`);
}

async function* stopAt<Item>(source: AsyncIterable<Item> | Iterable<Item>, signal: AbortSignal): AsyncGenerator<Item> {
  for await (const item of source) {
    if (signal.aborted) return;
    yield item;
  }
}

function summarise(
  counts: { row: number; failed: number; skipped: number; cut: number },
  stopped: boolean,
  total: number | undefined,
): string {
  const parts = [`${counts.row} captioned${counts.cut > 0 ? ` (${counts.cut} cut before their end)` : ''}`];
  if (counts.skipped > 0) parts.push(`${counts.skipped} had a row already`);
  if (counts.failed > 0) parts.push(`${counts.failed} failed`);
  if (!stopped) return `${parts.join(', ')}.`;
  const of = total === undefined ? '' : ` of ${total}`;
  return `Stopped: ${parts.join(', ')}${of}. What is finished is kept; with --out, the same command goes on from there.`;
}

function round(value: number): number {
  return Number(value.toPrecision(4));
}

function now(): string {
  return new Date().toISOString();
}
