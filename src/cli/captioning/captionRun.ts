import { resolve } from 'node:path';
import { imageKey } from '../../dataset/images/fileName';
import { reasonOf } from '../../dataset/files/reason';
import type { Row } from '../../dataset/rows/row';
import type { Suggestion } from '../../captioner/suggestion';
import { HopelessError, PatientSuggestions } from '../../engine/client/patientSuggestions';
import type { CaptionInput } from './captionInputs';
import { failedRow, printedRow, suggestedRow } from './captionRows';
import type { CommandContext, ExitStatus } from '../program/command';
import type { OpenEngine } from '../program/engine';
import type { FailureFile } from './failureFile';
import { isExceeded, isWithin, type FailureLimit } from './failureLimit';
import { mapInOrder } from '../program/mapInOrder';
import type { RowFile } from './rowFile';

/** Images that the engine has at once, so that it decodes some while it captions others together. */
export const imagesAtOnce = 8;

/** What is captioned, and where everything about it goes. */
export interface CaptionRun {
  inputs: AsyncIterable<CaptionInput>;
  /** How many there are, once that is known. */
  total: () => number | undefined;
  /** Whether every input is answered with a row. */
  isStream: boolean;
  beam?: number | undefined;
  attention: boolean;
  rows?: RowFile | undefined;
  /** Where images go that fail, and whether those that did before are tried again. */
  failures?: { file: FailureFile; isRetry: boolean } | undefined;
  /** How many may fail; without it none, and all are gone through. */
  limit?: FailureLimit | undefined;
}

/** How it ended. */
export interface CaptionOutcome {
  status: ExitStatus;
  failed: number;
}

type Outcome =
  | { kind: 'row'; input: CaptionInput; row: Row; suggestion: Suggestion }
  | { kind: 'failed'; input: CaptionInput; reason: string; isOld?: boolean }
  | { kind: 'skipped' }
  | { kind: 'stopped' };

interface Counts {
  row: number;
  failed: number;
  skipped: number;
  stopped: number;
  cut: number;
}

/** Captions all inputs, and writes each row as soon as it is known. */
export async function captionAll(
  run: CaptionRun,
  engine: OpenEngine,
  context: CommandContext,
): Promise<CaptionOutcome> {
  const { messages, results, signal } = context;
  const { rows, failures, limit } = run;
  const counts: Counts = { row: 0, failed: 0, skipped: 0, stopped: 0, cut: 0 };
  const outcomeOf = outcomes(run, engine, signal);
  const startedAt = performance.now();
  let isGivenUp = false;

  for await (const outcome of mapInOrder(stopAt(run.inputs, signal), imagesAtOnce, outcomeOf)) {
    counts[outcome.kind] += 1;
    if (outcome.kind === 'row') {
      const { input, row, suggestion } = outcome;
      if (rows) await rows.append(row, input.others);
      else await results.line(printedRow(row, suggestion, { ...run, others: input.others }));
      failures?.file.remove(resolve(input.path));
      const cutAt = suggestion.candidates[0]?.cutAt;
      if (cutAt !== undefined) {
        counts.cut += 1;
        messages.line(`${input.path}: its caption was cut at ${cutAt} pieces of words.`);
      }
    } else if (outcome.kind === 'failed') {
      const { input, reason, isOld } = outcome;
      if (!isOld) messages.line(`${input.path}: ${reason}`);
      await failures?.file.add(resolve(input.path), reason);
      if (run.isStream && !rows) await results.line(failedRow(input, reason));
      isGivenUp = limit !== undefined && isExceeded(limit, counts.failed);
      if (isGivenUp) break;
    }
    if (outcome.kind !== 'stopped') showProgress(counts, run.total(), startedAt, context);
  }
  const done = counts.row + counts.failed + counts.skipped;
  // How many there are may be known only now.
  if (done > 0) showProgress(counts, run.total(), startedAt, context);
  messages.endProgress();
  if (run.total() === 0) messages.line('There are no images in this folder.');
  if (isGivenUp) messages.line(`Given up: more images failed than --max-failures allows.`);
  messages.line(summarise(counts, signal.aborted || isGivenUp, run.total()));
  if (signal.aborted) return { status: 130, failed: counts.failed };
  if (isGivenUp) return { status: 3, failed: counts.failed };
  const isFine = limit === undefined ? counts.failed === 0 : isWithin(limit, counts.failed, done);
  return { status: isFine ? 0 : 1, failed: counts.failed };
}

function outcomes(
  { rows, beam, attention, failures }: CaptionRun,
  engine: OpenEngine,
  signal: AbortSignal,
): (input: CaptionInput) => Promise<Outcome> {
  const suggestions = new PatientSuggestions(engine);
  const begun = new Set<string>();
  return async (input) => {
    if (signal.aborted) return { kind: 'stopped' };
    if ('problem' in input) return { kind: 'failed', input, reason: input.problem };
    if (rows) {
      const key = imageKey(input.fileName);
      if (rows.has(input.fileName) || begun.has(key)) return { kind: 'skipped' };
      begun.add(key);
    }
    const imagePath = resolve(input.path);
    const before = failures?.isRetry === false ? failures.file.reasonFor(imagePath) : undefined;
    if (before !== undefined) return { kind: 'failed', input, reason: before, isOld: true };
    try {
      const suggestion = await suggestions.suggest({ imagePath, beam, priority: 'batch', attention }, signal);
      return { kind: 'row', input, row: suggestedRow(input.fileName, suggestion), suggestion };
    } catch (error) {
      if (signal.aborted) return { kind: 'stopped' };
      if (error instanceof HopelessError) throw error;
      return { kind: 'failed', input, reason: reasonOf(error) };
    }
  };
}

function showProgress(
  counts: Counts,
  total: number | undefined,
  startedAt: number,
  { messages }: CommandContext,
): void {
  const { row: captioned, failed, skipped } = counts;
  const done = captioned + failed + skipped;
  const seconds = (performance.now() - startedAt) / 1000;
  const secondsLeft = captioned > 0 && total !== undefined ? (seconds / captioned) * (total - done) : undefined;
  const note = total === undefined ? `captioning, ${done} done` : 'captioning';
  const told = { captioned, failed, skipped };
  messages.progress('caption', {
    done,
    total: total ?? 0,
    note,
    counts: told,
    ...(secondsLeft !== undefined && { secondsLeft }),
  });
}

async function* stopAt<Item>(source: AsyncIterable<Item>, signal: AbortSignal): AsyncGenerator<Item> {
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
