import * as vscode from 'vscode';
import { dateText } from '../base/dateText';
import { agreedTo } from '../base/notifications';
import type { BrokenOff } from '../fineTune/brokenOff';
import type { FineTunes } from '../fineTune/fineTunes';
import { chooseAction, type Action } from './action';
import { sizeText } from './modelActions';
import type { QuickSteps } from '../base/quickSteps';

/** What is kept of a fine-tune that was broken off: it can be gone on with, or deleted. @param size in bytes */
export function brokenOffAction(brokenOff: BrokenOff, size: number, fineTunes: FineTunes, steps: QuickSteps): Action {
  const { began, corrections } = brokenOff.run;
  const origin = vscode.l10n.t('Begun {0}, on {1} images', dateText(began), corrections.length);
  return {
    icon: 'debug-pause',
    label: vscode.l10n.t('A fine-tune that was broken off'),
    description: sizeText(size),
    detail: origin,
    asks: true,
    run: () => manageBrokenOff(brokenOff, fineTunes, steps),
  };
}

async function manageBrokenOff(brokenOff: BrokenOff, fineTunes: FineTunes, steps: QuickSteps): Promise<void> {
  const items: Action[] = [
    { icon: 'debug-continue', label: vscode.l10n.t('Go On'), run: () => fineTunes.start({ resume: brokenOff }) },
    { icon: 'trash', label: vscode.l10n.t('Delete…'), run: () => deleteBrokenOff(brokenOff, fineTunes) },
  ];
  await chooseAction(steps, items, vscode.l10n.t('A fine-tune that was broken off'));
}

async function deleteBrokenOff(brokenOff: BrokenOff, fineTunes: FineTunes): Promise<void> {
  const button = vscode.l10n.t('Delete');
  const text = vscode.l10n.t('Delete what was kept of the fine-tune that was broken off?');
  const detail = vscode.l10n.t('It cannot be gone on with then. Captions and models stay.');
  if (await agreedTo({ text, detail: [detail], button, warns: true })) await fineTunes.forget(brokenOff);
}
