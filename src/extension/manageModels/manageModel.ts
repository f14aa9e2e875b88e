import * as vscode from 'vscode';
import { agreedTo, showInformation } from '../base/notifications';
import type { Model, ModelLibrary } from '../models/modelLibrary';
import { chooseAction, type Action } from './action';
import type { ModelActions } from './modelActions';
import type { QuickSteps } from '../base/quickSteps';

/** Asks what to do with a model, and does it. */
export async function manageModel(
  model: Model,
  models: ModelLibrary,
  actions: ModelActions,
  steps: QuickSteps,
): Promise<void> {
  const { directory, description } = model;
  const inUse = directory === models.chosenDirectory;
  const own = actions.isOwn(model);
  const possible: (Action & { when: boolean })[] = [
    { icon: 'sparkle', label: vscode.l10n.t('Use It'), when: !inUse, run: () => models.choose(directory) },
    { icon: 'graph', label: vscode.l10n.t('Show Its Report'), when: own, run: () => actions.showReport(model) },
    {
      icon: 'edit',
      label: vscode.l10n.t('Rename…'),
      when: own,
      asks: true,
      run: () => renameModel(model, actions, steps),
    },
    {
      icon: 'export',
      label: vscode.l10n.t('Export to a Folder…'),
      when: true,
      asks: true,
      run: () => exportModel(model, actions, steps),
    },
    { icon: 'trash', label: vscode.l10n.t('Delete…'), when: own && !inUse, run: () => deleteModel(model, actions) },
  ];
  const items = possible.filter(({ when }) => when);
  await chooseAction(steps, items, description.name);
}

async function renameModel({ directory, description }: Model, actions: ModelActions, steps: QuickSteps): Promise<void> {
  const problem = (text: string): string | undefined =>
    text.trim() === '' ? vscode.l10n.t('A model needs a name.') : undefined;
  const name = await steps.ask(vscode.l10n.t('Rename the Model'), description.name, problem);
  if (name !== undefined) await actions.rename(directory, name);
}

async function exportModel({ directory }: Model, actions: ModelActions, steps: QuickSteps): Promise<void> {
  const folder = await chooseFolder(vscode.l10n.t('Export Here'), steps);
  if (!folder) return;
  const to = await actions.exportTo(directory, folder);
  await showInformation(vscode.l10n.t('The model is in {0}.', to));
}

/** Takes in a model that somebody exported. */
export async function importModel(models: ModelLibrary, actions: ModelActions, steps: QuickSteps): Promise<void> {
  const folder = await chooseFolder(vscode.l10n.t('Import This Folder'), steps);
  if (!folder) return;
  const directory = await actions.importFrom(folder);
  const use = vscode.l10n.t('Use It');
  const answer = await showInformation(vscode.l10n.t('The model is among yours now.'), use);
  if (answer === use) await models.choose(directory);
}

async function deleteModel({ directory, description }: Model, actions: ModelActions): Promise<void> {
  const button = vscode.l10n.t('Delete');
  const text = vscode.l10n.t('Delete the model “{0}”?', description.name);
  const detail = vscode.l10n.t(
    'Captions that it suggested stay. The model itself goes to the trash, where there is one.',
  );
  if (await agreedTo({ text, detail: [detail], button, warns: true })) await actions.remove(directory);
}

async function chooseFolder(openLabel: string, steps: QuickSteps): Promise<string | undefined> {
  const options = { canSelectFiles: false, canSelectFolders: true, canSelectMany: false, openLabel };
  try {
    return (await vscode.window.showOpenDialog(options))?.at(0)?.fsPath;
  } finally {
    steps.dispose();
  }
}
