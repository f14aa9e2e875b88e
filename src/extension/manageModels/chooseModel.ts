import path from 'node:path';
import * as vscode from 'vscode';
import { dateText } from '../base/dateText';
import { showError } from '../base/notifications';
import { tellError } from '../base/tellError';
import type { Model, ModelLibrary } from '../models/modelLibrary';
import { QuickSteps, type Choice } from '../base/quickSteps';

/** Lets the person choose which model suggests captions from now on. */
export async function chooseModel(models: ModelLibrary, log: vscode.LogOutputChannel): Promise<void> {
  const { models: all, damaged } = await models.list();
  for (const { reason } of damaged) log.warn(reason);
  if (all.length === 0) {
    await showError(vscode.l10n.t('No model can be used. {0}', damaged.at(0)?.reason ?? ''));
    return;
  }
  const steps = new QuickSteps();
  const choices = all.map((model) => toChoice(model, all, models));
  const chosen = await steps.pick(choices, vscode.l10n.t('The model that suggests captions from now on'));
  steps.dispose();
  if (chosen) await models.choose(chosen.model.directory).catch(tellError);
}

export function toChoice(model: Model, all: readonly Model[], models: ModelLibrary): Choice & { model: Model } {
  const { description, directory, bundled } = model;
  const inUse = directory === models.chosenDirectory;
  return {
    model,
    icon: inUse ? 'check' : 'blank',
    label: description.name,
    description: [...(inUse ? [vscode.l10n.t('in use')] : []), ...figuresText(description.figures)].join(' · '),
    detail: bundled ? vscode.l10n.t('Comes with Showtell') : describeOrigin(model, all, models.ownFolder),
  };
}

function describeOrigin({ description, directory }: Model, all: readonly Model[], ownFolder: string): string {
  const when = dateText(description.created);
  if (path.dirname(directory) !== ownFolder) return `${directory}, ${when}`;
  const { base, rows } = description.lineage ?? { base: '', rows: 0 };
  const baseName = all.find((other) => other.description.id === base)?.description.name ?? base;
  return vscode.l10n.t('Fine-tuned from {0} on {1} images, {2}', baseName, rows, when);
}

/** What a fine-tune has measured on images that it did not learn from; its report has the scores of the field. */
function figuresText({ correcting }: Readonly<Record<string, number | undefined>>): string[] {
  if (correcting === undefined) return [];
  return [vscode.l10n.t('{0} keys and clicks correct 100 characters', correcting.toFixed(0))];
}
