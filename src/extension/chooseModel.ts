import * as vscode from 'vscode';
import type { Model, ModelLibrary } from './modelLibrary';

/** Lets the person choose which model suggests captions from now on. */
export async function chooseModel(models: ModelLibrary, log: vscode.LogOutputChannel): Promise<void> {
  const { models: all, damaged } = await models.list();
  for (const { reason } of damaged) log.warn(reason);
  const items = all.map((model) => ({ model, label: model.description.name, ...describe(model, model.directory === models.chosenDirectory) }));
  if (items.length === 0) {
    await vscode.window.showErrorMessage(`No model can be used. ${damaged[0]?.reason ?? ''}`);
    return;
  }
  const chosen = await vscode.window.showQuickPick(items, { title: 'Model that suggests captions', matchOnDescription: true });
  if (chosen) await models.choose(chosen.model.directory);
}

function describe({ description, bundled }: Model, inUse: boolean): { description: string; detail: string } {
  const { created, lineage, figures } = description;
  const made = bundled ? 'Comes with Showtell' : `Fine-tuned on ${lineage?.rows ?? 0} images, ${new Date(created).toLocaleString()}`;
  const cider = 'ciderD' in figures ? `, CIDEr-D ${(figures.ciderD * 100).toFixed(1)} on its validation images` : '';
  return { description: inUse ? 'in use' : '', detail: `${made}${bundled ? cider : ''}` };
}
