import path from 'node:path';
import * as vscode from 'vscode';
import type { Model, ModelLibrary } from './modelLibrary';

/** Lets the person choose which model suggests captions from now on. */
export async function chooseModel(models: ModelLibrary, log: vscode.LogOutputChannel): Promise<void> {
  const { models: all, damaged } = await models.list();
  for (const { reason } of damaged) log.warn(reason);
  if (all.length === 0) {
    await vscode.window.showErrorMessage(`No model can be used. ${damaged.at(0)?.reason ?? ''}`);
    return;
  }
  const items = all.map((model) => toPickItem(model, all, models));
  const placeHolder = 'The model that suggests captions from now on';
  const options = { placeHolder, matchOnDescription: true, matchOnDetail: true };
  const chosen = await vscode.window.showQuickPick(items, options);
  if (chosen) await models.choose(chosen.model.directory);
}

function toPickItem(
  model: Model,
  all: readonly Model[],
  models: ModelLibrary,
): vscode.QuickPickItem & { model: Model } {
  const { description, directory, bundled } = model;
  const inUse = directory === models.chosenDirectory;
  return {
    model,
    label: `${inUse ? '$(check)' : '$(blank)'} ${description.name}`,
    description: inUse ? 'in use' : undefined,
    detail: `$(blank) ${bundled ? 'Comes with Showtell' : describeOrigin(model, all, models.ownFolder)}`,
  };
}

function describeOrigin({ description, directory }: Model, all: readonly Model[], ownFolder: string): string {
  const when = new Date(description.created).toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'short' });
  if (path.dirname(directory) !== ownFolder) return `${directory}, ${when}`;
  const { base, rows } = description.lineage ?? { base: '', rows: 0 };
  const baseName = all.find((other) => other.description.id === base)?.description.name ?? base;
  return `Fine-tuned from ${baseName} on ${rows} images, ${when}`;
}
