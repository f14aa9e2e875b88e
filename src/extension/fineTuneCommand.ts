import { randomBytes } from 'node:crypto';
import path from 'node:path';
import * as vscode from 'vscode';
import type { FineTuneResult, TrainingProgress } from '../engine/client';
import type { CaptionsEditorProvider } from './captionsEditorProvider';
import type { EngineService } from './engineService';
import type { ModelLibrary } from './modelLibrary';

const seed = 1;

/** Trains on the decided rows of the editor on screen, and goes on with the new model. */
export async function fineTuneCommand(editors: CaptionsEditorProvider, engine: EngineService, models: ModelLibrary): Promise<void> {
  const session = editors.visible;
  if (!session) {
    await vscode.window.showInformationMessage('Open the captions of a folder first: Showtell learns from what you decided there.');
    return;
  }
  const { document } = session.captions;
  if ((document.isDirty || document.isUntitled) && !(await saveFirst(document))) return;
  const datasetPath = document.uri.fsPath;
  try {
    const result = await withProgress(session.fileName, (report, signal) =>
      engine.client.fineTune(
        { datasetPath, baseModel: models.chosenDirectory, out: path.join(models.ownFolder, newName()), seed },
        report,
        signal,
      ),
    );
    await models.choose(result.model.directory);
    await tellResult(result);
  } catch (error) {
    if (error instanceof Error && error.name === 'AbortError') return;
    await vscode.window.showErrorMessage(error instanceof Error ? error.message : String(error));
  }
}

/** The engine reads the file, so what was decided has to be in it. */
async function saveFirst(document: vscode.TextDocument): Promise<boolean> {
  if (document.isUntitled && document.getText() === '') return true;
  if (await document.save()) return true;
  await vscode.window.showErrorMessage('Fine-tuning reads the saved captions, and they could not be saved.');
  return false;
}

async function withProgress(
  fileName: string,
  work: (report: (progress: TrainingProgress) => void, signal: AbortSignal) => Promise<FineTuneResult>,
): Promise<FineTuneResult> {
  const options = { location: vscode.ProgressLocation.Notification, title: `Fine-tuning on ${fileName}`, cancellable: true };
  return vscode.window.withProgress(options, async (progress, token) => {
    const abort = new AbortController();
    token.onCancellationRequested(() => abort.abort());
    let shown = 0;
    const report = (now: TrainingProgress): void => {
      const percent = now.phase === 'training' && now.steps > 0 ? (100 * now.step) / now.steps : 0;
      progress.report({ message: progressLine(now), increment: Math.max(0, percent - shown) });
      shown = Math.max(shown, percent);
    };
    return work(report, abort.signal);
  });
}

function progressLine({ phase, step, steps, loss, secondsLeft, message }: TrainingProgress): string {
  if (phase === 'features') return message ?? `looking at the images (${step} of ${steps})`;
  if (phase !== 'training') return message ?? (phase === 'saving' ? 'saving the model' : 'comparing with the model before');
  const parts = [`step ${step} of ${steps}`];
  if (loss !== undefined) parts.push(`loss ${loss.toFixed(2)}`);
  if (secondsLeft !== undefined) parts.push(`${Math.ceil(secondsLeft)} s left`);
  return parts.join(', ');
}

async function tellResult({ model, rows, heldOut, lossBefore, lossAfter, figuresBefore, figuresAfter }: FineTuneResult): Promise<void> {
  const better = lossAfter < lossBefore;
  const summary =
    `“${model.name}” is in use. It learned from ${rows} images; on ${heldOut} that it did not see, ` +
    `its loss went from ${lossBefore.toFixed(2)} to ${lossAfter.toFixed(2)} and BLEU-4 from ` +
    `${(100 * figuresBefore.bleu4).toFixed(1)} to ${(100 * figuresAfter.bleu4).toFixed(1)}` +
    `${better ? '.' : ': nothing was gained. More corrections may help.'}`;
  const goBack = 'Choose Model…';
  void vscode.window.showInformationMessage(summary, goBack).then((answer) => {
    if (answer === goBack) void vscode.commands.executeCommand('showtell.chooseModel');
  });
  await Promise.resolve();
}

function newName(): string {
  const time = new Date().toISOString().slice(0, 19).replace(/[:T]/g, '-');
  return `fine-tuned-${time}-${randomBytes(2).toString('hex')}`;
}
