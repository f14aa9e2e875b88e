import { randomBytes } from 'node:crypto';
import path from 'node:path';
import * as vscode from 'vscode';
import { EngineError, type FineTuneResult, type TrainingProgress } from '../engine/client';
import type { CaptionsEditorProvider } from './captionsEditorProvider';
import type { EngineService } from './engineService';
import type { ModelLibrary } from './modelLibrary';

const seed = 1;

/** Trains on the decided rows of the editor on screen, and goes on with the new model. */
export async function fineTuneCommand(
  editors: CaptionsEditorProvider,
  engine: EngineService,
  models: ModelLibrary,
): Promise<void> {
  const session = editors.visible;
  if (!session) {
    await vscode.window.showInformationMessage(
      vscode.l10n.t('Open the captions of a folder first: Showtell learns from what you decided there.'),
    );
    return;
  }
  await session.settle();
  const { document, file } = session.captions;
  if (document.getText().trim() === '') {
    await vscode.window.showInformationMessage(
      vscode.l10n.t('Nothing is decided here yet. Accept, edit or write at least 8 captions, then try again.'),
    );
    return;
  }
  // The engine reads the file, so what was decided has to be in it.
  if (document.isDirty && !(await document.save())) {
    await vscode.window.showErrorMessage(
      vscode.l10n.t('Fine-tuning reads the saved captions, and they could not be saved.'),
    );
    return;
  }
  const request = {
    datasetPath: file,
    baseModel: models.chosenDirectory,
    out: path.join(models.ownFolder, newName()),
    seed,
  };
  try {
    const result = await withProgress(session.fileName, (report, signal) =>
      engine.client.fineTune(request, report, signal),
    );
    await models.choose(result.model.directory);
    tellResult(result);
  } catch (error) {
    if (error instanceof EngineError && error.kind === 'aborted') return;
    void vscode.window.showErrorMessage(error instanceof Error ? error.message : String(error));
  }
}

async function withProgress(
  fileName: string,
  work: (report: (progress: TrainingProgress) => void, signal: AbortSignal) => Promise<FineTuneResult>,
): Promise<FineTuneResult> {
  const options = {
    location: vscode.ProgressLocation.Notification,
    title: vscode.l10n.t('Fine-tuning on {0}', fileName),
    cancellable: true,
  };
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
  if (phase === 'features') return message ?? vscode.l10n.t('looking at the images ({0} of {1})', step, steps);
  if (phase !== 'training')
    return (
      message ??
      (phase === 'saving' ? vscode.l10n.t('saving the model') : vscode.l10n.t('comparing with the model before'))
    );
  const parts = [vscode.l10n.t('step {0} of {1}', step, steps)];
  if (loss !== undefined) parts.push(vscode.l10n.t('loss {0}', loss.toFixed(2)));
  if (secondsLeft !== undefined) parts.push(vscode.l10n.t('{0} s left', Math.ceil(secondsLeft)));
  return parts.join(', ');
}

function tellResult(result: FineTuneResult): void {
  const { model, rows, heldOut, lossBefore, lossAfter, figuresBefore, figuresAfter } = result;
  const percent = (value: number): string => (100 * value).toFixed(1);
  const summary = vscode.l10n.t(
    '“{0}” suggests captions now. It learned from {1} images. On the {2} that it did not see while learning, its loss went from {3} to {4} and BLEU-4 from {5} to {6}.',
    model.name,
    rows,
    heldOut,
    lossBefore.toFixed(2),
    lossAfter.toFixed(2),
    percent(figuresBefore.bleu4),
    percent(figuresAfter.bleu4),
  );
  const verdict =
    lossAfter < lossBefore
      ? []
      : [vscode.l10n.t('It did not get better; more captions may help, or go back to the model before.')];
  const goBack = vscode.l10n.t('Choose Model…');
  void vscode.window.showInformationMessage([summary, ...verdict].join(' '), goBack).then((answer) => {
    if (answer === goBack) void vscode.commands.executeCommand('showtell.chooseModel');
  });
}

function newName(): string {
  const time = new Date().toISOString().slice(0, 19).replace(/[:T]/g, '-');
  return `fine-tuned-${time}-${randomBytes(2).toString('hex')}`;
}
