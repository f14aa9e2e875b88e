import path from 'node:path';
import * as vscode from 'vscode';
import * as z from 'zod';
import { linesOfText } from '../../dataset/document/datasetLines';
import { exportDataset, type ExportReport, type ExportRequest } from '../../dataset/export/exportDataset';
import { imagesToExport } from '../../dataset/export/imagesToExport';
import { exportFormats, type ExportFormatName } from '../../dataset/export/exportFormats';
import { showInformation, showProgress, showWarning } from '../base/notifications';
import { QuickSteps } from '../base/quickSteps';
import type { CaptionSession } from '../editor/captionSession';
import { askExportFormat, lossTexts } from './exportFormatChoice';
import { exportFormatText } from './exportFormatTexts';
import { askPlace } from './exportPlace';
import { askScope, scopes, selectionOf } from './exportScope';
import { reveal } from './reveal';

/** What a keybinding, or another extension, may say of it: then nothing is asked. */
const argumentsSchema = z.object({
  out: z.string().min(1),
  format: z.enum(Object.keys(exportFormats) as ExportFormatName[]),
  what: z.enum(scopes).default('decided'),
});

/**
 * Writes an open dataset, as the editor has it, in a format of trainers and other tools.
 * @param args of the command; see `argumentsSchema`
 * @throws DatasetFileError if something is in the way; the error of the file system
 */
export async function exportCaptions(
  session: CaptionSession,
  args: unknown,
  log: vscode.LogOutputChannel,
): Promise<void> {
  await session.settle();
  await session.listed();
  const request = argumentsSchema.safeParse(args).data ?? (await ask(session));
  if (!request) return;
  const { format, out, what } = request;
  const { file: dataset, document } = session.captions;
  await run({ dataset, lines: linesOfText(document.getText()), format, out, ...selectionOf(what, session) }, log);
}

/** Writes a card of what is decided into the dataset's own folder. @throws as {@link exportCaptions} does */
export function addDatasetCard(session: CaptionSession, log: vscode.LogOutputChannel): Promise<void> {
  return exportCaptions(session, { format: 'card', out: session.captions.folder }, log);
}

/** @returns nothing if the person leaves */
async function ask(session: CaptionSession): Promise<z.infer<typeof argumentsSchema> | undefined> {
  const { captions } = session;
  const steps = new QuickSteps();
  try {
    const what = await askScope(session, steps);
    if (what === undefined) return undefined;
    const selected = await imagesToExport(
      linesOfText(captions.document.getText()),
      captions.folder,
      selectionOf(what, session),
    );
    if (selected.images.length === 0) {
      void showInformation(vscode.l10n.t('There is no caption to export yet: decide on some images first.'));
      return undefined;
    }
    const format = await askExportFormat(selected, steps);
    if (format === undefined) return undefined;
    const out = await askPlace(format, captions.folder);
    return out === undefined ? undefined : { what, format, out };
  } finally {
    steps.dispose();
  }
}

async function run(request: ExportRequest, log: vscode.LogOutputChannel): Promise<void> {
  const abort = new AbortController();
  const title = vscode.l10n.t('Exporting to {0}', path.basename(request.out));
  try {
    const report = await showProgress({ title }, abort, (show) => {
      let shown = 0;
      const progress = (done: number, total: number): void => {
        const percent = (100 * done) / total;
        if (percent - shown < 1 && done < total) return;
        show({ message: `${Math.floor(percent)} %`, increment: percent - shown });
        shown = percent;
      };
      return exportDataset({ ...request, progress, signal: abort.signal });
    });
    tell(request, report, log);
  } catch (error) {
    if (!abort.signal.aborted) throw error;
    void showInformation(
      vscode.l10n.t('The export was stopped. What is written of it stays; export again to complete it.'),
    );
  }
}

function tell({ format }: ExportRequest, report: ExportReport, log: vscode.LogOutputChannel): void {
  const { written, images, captions, undecided, excluded, leftOut, losses, gone, borrowed } = report;
  const { name } = exportFormatText(format);
  const counts = [captions, images].map((count) => count.toLocaleString());
  const parts = [
    images === 0
      ? vscode.l10n.t('No image has a caption that could be exported, so nothing was written.')
      : vscode.l10n.t(
          '{0} ({1}): captions: {2}, images: {3}.',
          written.map((file) => path.basename(file)).join(', '),
          name,
          ...counts,
        ),
  ];
  if (undecided + excluded > 0) {
    const left = [undecided, excluded].map((count) => count.toLocaleString());
    parts.push(vscode.l10n.t('Left out: undecided: {0}, excluded: {1}.', ...left));
  }
  parts.push(...lossTexts(losses));
  if (gone.length > 0) {
    parts.push(vscode.l10n.t('Files of an earlier export, taken away: {0}.', gone.length.toLocaleString()));
  }
  if (borrowed.length > 0) {
    const count = borrowed.length.toLocaleString();
    parts.push(vscode.l10n.t('Images without a caption to which sd-scripts gives that of another: {0}.', count));
  }
  if (leftOut.length > 0) {
    parts.push(vscode.l10n.t('Could not be exported: {0}; the log says why.', leftOut.length.toLocaleString()));
  }
  for (const { fileName, reason } of leftOut) log.warn(`${fileName}: ${reason}`);
  for (const fileName of borrowed) log.warn(`sd-scripts: ${fileName}`);
  const text = parts.join(' ');
  log.info(text);
  const button = vscode.l10n.t('Reveal');
  const showLog = vscode.l10n.t('Show Log');
  const buttons = [...(images > 0 ? [button] : []), ...(leftOut.length > 0 ? [showLog] : [])];
  void (leftOut.length > 0 ? showWarning : showInformation)(text, ...buttons).then((chosen) => {
    if (chosen === button) return reveal(written[0]);
    if (chosen === showLog) log.show();
  });
}
