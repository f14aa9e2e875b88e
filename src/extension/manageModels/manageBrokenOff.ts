import * as vscode from 'vscode';
import { dateText } from '../base/dateText';
import type { BrokenOff } from '../fineTune/brokenOff';
import type { FineTunes } from '../fineTune/fineTunes';
import { chooseAction, type Action } from './action';
import { sizeText } from './modelActions';
import type { QuickSteps } from './quickSteps';

/** What is kept of a fine-tune that was broken off: it can be gone on with, or deleted. @param size in bytes */
export function brokenOffAction(brokenOff: BrokenOff, size: number, fineTunes: FineTunes, steps: QuickSteps): Action {
  const { began, corrections } = brokenOff.run;
  const origin = vscode.l10n.t('Begun {0}, on {1} images', dateText(began), corrections.length);
  return {
    label: `$(debug-pause) ${vscode.l10n.t('A fine-tune that was broken off')}`,
    description: sizeText(size),
    detail: `$(blank) ${origin}`,
    asks: true,
    run: () => manageBrokenOff(brokenOff, fineTunes, steps),
  };
}

async function manageBrokenOff(brokenOff: BrokenOff, fineTunes: FineTunes, steps: QuickSteps): Promise<void> {
  const items: Action[] = [
    { label: `$(debug-continue) ${vscode.l10n.t('Go On')}`, run: () => fineTunes.start({ resume: brokenOff }) },
    { label: `$(trash) ${vscode.l10n.t('Delete…')}`, run: () => deleteBrokenOff(brokenOff, fineTunes) },
  ];
  await chooseAction(steps, items, vscode.l10n.t('A fine-tune that was broken off'));
}

async function deleteBrokenOff(brokenOff: BrokenOff, fineTunes: FineTunes): Promise<void> {
  const yes = vscode.l10n.t('Delete');
  const question = vscode.l10n.t('Delete what was kept of the fine-tune that was broken off?');
  const detail = vscode.l10n.t('It cannot be gone on with then. Captions and models stay.');
  const answer = await vscode.window.showWarningMessage(question, { modal: true, detail }, yes);
  if (answer === yes) await fineTunes.forget(brokenOff);
}
