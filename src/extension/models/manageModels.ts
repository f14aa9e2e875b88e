import * as vscode from 'vscode';
import { toPickItem } from '../chooseModel';
import type { Model, ModelLibrary } from '../modelLibrary';
import { diskUse, sizeText, type ModelActions } from './modelActions';
import { tellError } from '../tellError';

interface Action extends vscode.QuickPickItem {
  run: () => Promise<unknown>;
}

/** *Manage Models*: a model, then what to do with it; both with keys alone. */
export async function manageModels(
  models: ModelLibrary,
  actions: ModelActions,
  log: vscode.LogOutputChannel,
): Promise<void> {
  const { models: all, damaged } = await models.list();
  for (const { reason } of damaged) log.warn(reason);
  const sizes = await Promise.all(all.map(({ directory }) => diskUse(directory)));
  const items: Action[] = all.map((model, at) => {
    const item = toPickItem(model, all, models);
    return { ...item, detail: `${item.detail} · ${sizeText(sizes[at])}`, run: () => manageOne(model, models, actions) };
  });
  const total = sizes.reduce((sum, size) => sum + size, 0);
  items.push({
    label: `$(cloud-download) ${vscode.l10n.t('Import a Model…')}`,
    detail: `$(blank) ${vscode.l10n.t('A folder that was exported from Showtell')}`,
    run: () => importModel(models, actions),
  });
  const placeHolder = vscode.l10n.t('Models use {0} on this disk. Choose one to rename, export or delete it', sizeText(total));
  const chosen = await vscode.window.showQuickPick(items, { placeHolder, matchOnDetail: true, ignoreFocusOut: true });
  await tellFailure(chosen?.run);
}

async function manageOne(model: Model, models: ModelLibrary, actions: ModelActions): Promise<void> {
  const { directory, description } = model;
  const inUse = directory === models.chosenDirectory;
  const own = actions.isOwn(model);
  const possible: (Action & { when: boolean })[] = [
    { label: `$(sparkle) ${vscode.l10n.t('Use It')}`, when: !inUse, run: () => models.choose(directory) },
    { label: `$(graph) ${vscode.l10n.t('Show Its Report')}`, when: own, run: () => actions.showReport(model) },
    { label: `$(edit) ${vscode.l10n.t('Rename…')}`, when: own, run: () => renameModel(model, actions) },
    { label: `$(export) ${vscode.l10n.t('Export to a Folder…')}`, when: true, run: () => exportModel(model, actions) },
    { label: `$(trash) ${vscode.l10n.t('Delete…')}`, when: own && !inUse, run: () => deleteModel(model, actions) },
  ];
  const items = possible.filter(({ when }) => when);
  const options = { placeHolder: description.name, ignoreFocusOut: true };
  const chosen = await vscode.window.showQuickPick(items, options);
  await chosen?.run();
}

async function renameModel({ directory, description }: Model, actions: ModelActions): Promise<void> {
  const name = await vscode.window.showInputBox({
    title: vscode.l10n.t('Rename the Model'),
    value: description.name,
    ignoreFocusOut: true,
    validateInput: (text) => (text.trim() === '' ? vscode.l10n.t('A model needs a name.') : undefined),
  });
  if (name !== undefined) await actions.rename(directory, name);
}

async function exportModel({ directory }: Model, actions: ModelActions): Promise<void> {
  const folder = await chooseFolder(vscode.l10n.t('Export Here'));
  if (!folder) return;
  const to = await actions.exportTo(directory, folder);
  await vscode.window.showInformationMessage(vscode.l10n.t('The model is in {0}.', to));
}

async function importModel(models: ModelLibrary, actions: ModelActions): Promise<void> {
  const folder = await chooseFolder(vscode.l10n.t('Import This Folder'));
  if (!folder) return;
  const directory = await actions.importFrom(folder);
  const use = vscode.l10n.t('Use It');
  const answer = await vscode.window.showInformationMessage(vscode.l10n.t('The model is among yours now.'), use);
  if (answer === use) await models.choose(directory);
}

async function deleteModel({ directory, description }: Model, actions: ModelActions): Promise<void> {
  const yes = vscode.l10n.t('Delete');
  const question = vscode.l10n.t('Delete the model “{0}”?', description.name);
  const detail = vscode.l10n.t('Captions that it suggested stay. The model itself goes to the trash, where there is one.');
  const answer = await vscode.window.showWarningMessage(question, { modal: true, detail }, yes);
  if (answer === yes) await actions.remove(directory);
}

async function chooseFolder(openLabel: string): Promise<string | undefined> {
  const options = { canSelectFiles: false, canSelectFolders: true, canSelectMany: false, openLabel };
  return (await vscode.window.showOpenDialog(options))?.at(0)?.fsPath;
}

async function tellFailure(run: (() => Promise<unknown>) | undefined): Promise<void> {
  try {
    await run?.();
  } catch (error) {
    tellError(error);
  }
}
