import path from 'node:path';
import * as vscode from 'vscode';
import * as z from 'zod';
import { planImport, type ImportRequest } from '../../dataset/import/importCaptions';
import type { ImportedRow } from '../../dataset/import/importedRow';
import { importFormats, type ImportFormat } from '../../dataset/import/importFormats';
import type { MergedRows } from '../../dataset/import/mergeImported';
import { recogniseFormat } from '../../dataset/import/recogniseFormat';
import { showInformation, showProgress } from '../base/notifications';
import { QuickSteps } from '../base/quickSteps';
import type { CaptionSession } from '../editor/captionSession';
import { findingsOf } from './importFindings';
import { importFormatName } from './importFormatNames';
import { previewImport, type FoundRows, type ImportDecision } from './importPreview';
import { askFormat, askKey, askSource } from './importSource';
import { mergeIntoDocument } from './mergeIntoDocument';

/** What a keybinding, or another extension, may say of it: then nothing is asked. */
const argumentsSchema = z.object({
  from: z.string().min(1),
  format: z.enum(Object.keys(importFormats) as ImportFormat[]).optional(),
  as: z.enum(['captions', 'suggestions']).default('captions'),
  overwrite: z.boolean().default(false),
});

/**
 * Takes captions that other tools wrote into an open dataset, after a look at them, as one undo step.
 * @param args of the command; see `argumentsSchema`
 * @throws DatasetFileError if the captions cannot be read; EditRefusedError, or NotEditableError
 */
export async function importCaptions(
  session: CaptionSession,
  args: unknown,
  log: vscode.LogOutputChannel,
): Promise<void> {
  await session.settle();
  await session.captions.gate.pass();
  const given = argumentsSchema.safeParse(args).data;
  const steps = new QuickSteps();
  try {
    const from = given?.from ?? (await askSource(session.captions.folder, steps));
    if (from === undefined) return;
    const unknown = vscode.l10n.t('It cannot be told which format {0} is in. Which is it?', path.basename(from));
    const format = given?.format ?? (await recogniseFormat(from)) ?? (await askFormat(steps, unknown));
    if (!format) return;
    const request = requestOf(session, from, format);
    if (given)
      return await take(
        session,
        request,
        { asSuggestions: given.as === 'suggestions', overwrite: given.overwrite },
        log,
      );
    await decide(session, request, steps, log);
  } finally {
    steps.dispose();
  }
}

function requestOf({ captions }: CaptionSession, from: string, format: ImportFormat): ImportRequest {
  return {
    ...{ from, format, dataset: captions.file, before: captions.document.getText(), overwrite: false },
    ...{ asSuggestions: false, model: path.basename(from), now: new Date().toISOString() },
  };
}

/** Shows what would be imported, as often as the person wants it read otherwise. */
async function decide(
  session: CaptionSession,
  first: ImportRequest,
  steps: QuickSteps,
  log: vscode.LogOutputChannel,
): Promise<void> {
  let request: ImportRequest = first;
  for (;;) {
    const plan = await find(request);
    const decision = plan && (await previewImport(request, plan, steps));
    if (!decision) return;
    if (decision.do === 'import') {
      steps.dispose();
      return take(session, request, decision, log);
    }
    const changed = await readOtherwise(request, decision, steps);
    if (!changed) return;
    request = changed;
  }
}

async function readOtherwise(
  request: ImportRequest,
  decision: Exclude<ImportDecision, { do: 'import' }>,
  steps: QuickSteps,
): Promise<ImportRequest | undefined> {
  if (decision.do === 'otherFormat') {
    const format = await askFormat(steps, vscode.l10n.t('Which format is {0} in?', path.basename(request.from)));
    return format && { ...request, format };
  }
  const key = await askKey(decision.part, decision.keys, steps);
  if (key === undefined) return undefined;
  return decision.part === 'image' ? { ...request, imageColumn: key } : { ...request, captionColumn: key };
}

/** @returns nothing if the person cancelled it */
async function find(request: ImportRequest): Promise<FoundRows | undefined> {
  const abort = new AbortController();
  const title = vscode.l10n.t('Looking for captions in {0}', path.basename(request.from));
  try {
    const rows: ImportedRow[] = [];
    const found = (row: ImportedRow): void => void rows.push(row);
    const plan = await showProgress({ title }, abort, () =>
      planImport({ ...request, signal: abort.signal }, { found }),
    );
    return { ...plan, rows };
  } catch (error) {
    if (abort.signal.aborted) return undefined;
    throw error;
  }
}

async function take(
  session: CaptionSession,
  request: ImportRequest,
  { asSuggestions, overwrite }: { asSuggestions: boolean; overwrite: boolean },
  log: vscode.LogOutputChannel,
): Promise<void> {
  const plan = await find({ ...request, asSuggestions, overwrite });
  if (!plan) return;
  const agreed = { overwrite, before: request.before };
  const merged = await mergeIntoDocument(plan.rows, agreed, session.captions, session.edits);
  const findings = findingsOf({ ...plan, merged });
  const summary = summaryOf(request, merged);
  log.info(summary);
  for (const { heading, lines } of findings)
    for (const { label, place } of lines)
      log.info(`${heading}: ${[label, place].filter((part) => part !== '').join(' · ')}`);
  const details = vscode.l10n.t('Show Log');
  const text = [summary, ...findings.map(({ heading }) => `${heading}.`)].join(' ');
  void showInformation(text, ...(findings.length > 0 ? [details] : [])).then((answer) => {
    if (answer === details) log.show();
  });
}

/** What became of the captions; that something did not happen is not said. */
function summaryOf({ from, format }: ImportRequest, { added, replaced, same }: MergedRows): string {
  return [
    vscode.l10n.t(
      '{0} ({1}): images with new captions: {2}.',
      path.basename(from),
      importFormatName(format),
      added.toLocaleString(),
    ),
    ...(replaced > 0 ? [vscode.l10n.t('Images whose captions were replaced: {0}.', replaced.toLocaleString())] : []),
    ...(same > 0 ? [vscode.l10n.t('Images that have the same captions already: {0}.', same.toLocaleString())] : []),
  ].join(' ');
}
