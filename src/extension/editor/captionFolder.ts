import path from 'node:path';
import * as vscode from 'vscode';
import { imageKey } from '../../dataset/images/fileName';
import { plainFilter } from '../../dataset/list/listFilter';
import type { CaptionSession } from './captionSession';
import { viewTypes } from './captionsEditorProvider';
import { datasetUri } from './datasetUri';
import type { Places } from './places';

const datasetFile = 'metadata.jsonl';

/**
 * Opens the editor on the `metadata.jsonl` of a folder. Where there is none yet, it is made by the first save: looking
 * alone leaves no file behind.
 * @param target a folder, or an image in it, at which the editor opens then; without one the person chooses
 * @param sessionOf the session of an editor that is open on a document
 */
export async function captionFolder(
  target: vscode.Uri | undefined,
  places: Places,
  sessionOf: (document: vscode.Uri) => CaptionSession | undefined,
): Promise<void> {
  const folder = await folderOf(target);
  if (!folder) return;
  const file = vscode.Uri.joinPath(folder, datasetFile);
  const uri = await datasetUri(file);
  const image = target && target.path !== folder.path && !isDataset(target) ? target : undefined;
  if (image) {
    // For an editor that is about to open; one that is open is led there.
    places.lead(uri, `${imageKey(path.basename(image.fsPath))} 0`);
    const session = sessionOf(uri);
    if (session) await leadToImage(session, image);
  }
  await vscode.commands.executeCommand('vscode.openWith', uri, viewTypes.metadata);
}

function isDataset({ path: name }: vscode.Uri): boolean {
  return path.posix.basename(name) === datasetFile;
}

async function leadToImage({ captions, entries, listed }: CaptionSession, image: vscode.Uri): Promise<void> {
  await listed();
  const entry = captions.entryAt(image.fsPath);
  if (!entry) return;
  if (entries.all.indexOf(entry) < 0) entries.filter(plainFilter);
  const place = entries.all.indexOf(entry);
  if (place >= 0) entries.lead(place);
}

/**
 * Opens a dataset in the caption editor that stands open as text, or is right-clicked.
 * @param open opens a `metadata.jsonl`
 * @param target the dataset; without it the one in the active text editor
 */
export async function openCaptions(
  open: (target: vscode.Uri) => Promise<void>,
  target = vscode.window.activeTextEditor?.document.uri,
): Promise<void> {
  if (!target) return;
  if (isDataset(target)) return open(target);
  await vscode.commands.executeCommand('vscode.openWith', target, viewTypes.captions);
}

async function folderOf(target: vscode.Uri | undefined): Promise<vscode.Uri | undefined> {
  if (target) {
    const { type } = await vscode.workspace.fs.stat(target);
    return (type & vscode.FileType.Directory) !== 0 ? target : vscode.Uri.file(path.dirname(target.fsPath));
  }
  const folders = vscode.workspace.workspaceFolders ?? [];
  if (folders.length === 1) return folders[0].uri;
  if (folders.length > 1) return (await vscode.window.showWorkspaceFolderPick())?.uri;
  const chosen = await vscode.window.showOpenDialog({
    canSelectFolders: true,
    canSelectFiles: false,
    title: vscode.l10n.t('Folder of images to caption'),
    openLabel: vscode.l10n.t('Caption'),
  });
  return chosen?.at(0);
}
