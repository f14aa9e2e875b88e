import * as vscode from 'vscode';
import { tellError } from '../base/tellError';
import type { FineTunes } from '../fineTune/fineTunes';
import type { ModelLibrary } from '../models/modelLibrary';
import { chooseAction, type Action } from './action';
import { toChoice } from './chooseModel';
import { brokenOffAction } from './manageBrokenOff';
import { importModel, manageModel } from './manageModel';
import { diskUse, sizeText, type ModelActions } from './modelActions';
import { QuickSteps } from '../base/quickSteps';

/** *Manage Models*: a model, or a fine-tune that was broken off, then what to do with it; both with keys alone. */
export async function manageModels(
  models: ModelLibrary,
  actions: ModelActions,
  fineTunes: FineTunes,
  compare: (steps: QuickSteps) => Promise<void>,
  log: vscode.LogOutputChannel,
): Promise<void> {
  const [{ models: all, damaged }, brokenOff] = await Promise.all([models.list(), fineTunes.brokenOff()]);
  for (const { reason } of damaged) log.warn(reason);
  const folders = [...all.map(({ directory }) => directory), ...brokenOff.map(({ folder }) => folder)];
  const sizes = await Promise.all(folders.map((folder) => diskUse(folder)));
  const steps = new QuickSteps();
  const items: Action[] = all.map((model, at) => {
    const { description, ...item } = toChoice(model, all, models);
    const run = (): Promise<void> => manageModel(model, models, actions, steps);
    const facts = [...(description ? [description] : []), sizeText(sizes[at])];
    return { ...item, description: facts.join(' · '), asks: true, run };
  });
  for (const [at, one] of brokenOff.entries())
    items.push(brokenOffAction(one, sizes[all.length + at], fineTunes, steps));
  const total = sizes.reduce((sum, size) => sum + size, 0);
  items.push({
    icon: 'cloud-download',
    label: vscode.l10n.t('Import a Model…'),
    detail: vscode.l10n.t('A folder that was exported from Showtell'),
    asks: true,
    run: () => importModel(models, actions, steps),
  });
  if (all.length > 1)
    items.push({
      icon: 'compare-changes',
      label: vscode.l10n.t('Compare Two Models…'),
      detail: vscode.l10n.t('Which one’s captions are better, without knowing whose they are'),
      asks: true,
      run: () => compare(steps),
    });
  const placeholder = vscode.l10n.t(
    'Models use {0} on this disk. Choose one to rename, export or delete it',
    sizeText(total),
  );
  try {
    await chooseAction(steps, items, placeholder);
  } catch (error) {
    tellError(error);
  } finally {
    steps.dispose();
  }
}
