import path from 'node:path';
import * as vscode from 'vscode';
import * as z from 'zod';
import { anyOf, excludedBy, type Exclusion } from '../../dataset/exclusion';

const vscodeGlobsSchema = z.record(z.string(), z.unknown());
const globsSchema = z.array(z.string());

/** What the settings leave out of a dataset's folder: `files.exclude`, and Showtell's own globs. */
export function excludedFiles(folder: string): Exclusion {
  const uri = vscode.Uri.file(folder);
  const all = vscodeGlobsSchema.safeParse(vscode.workspace.getConfiguration('files', uri).get('exclude')).data ?? {};
  // One that depends on a file beside it (`when`) is about what is compiled, not about images.
  const globs = Object.keys(all).filter((glob) => all[glob] === true);
  const own = globsSchema.safeParse(vscode.workspace.getConfiguration('showtell', uri).get('exclude')).data ?? [];
  const workspace = vscode.workspace.getWorkspaceFolder(uri)?.uri.fsPath ?? folder;
  const from = path.relative(workspace, folder).split(path.sep).join('/');
  return anyOf(excludedBy(globs, { anywhere: false, from }), excludedBy(own));
}

/** Whether a change of the settings leaves out other files of a folder. */
export function changesExcludedFiles(change: vscode.ConfigurationChangeEvent, folder: string): boolean {
  const uri = vscode.Uri.file(folder);
  return change.affectsConfiguration('files.exclude', uri) || change.affectsConfiguration('showtell.exclude', uri);
}
