import { existsSync } from 'node:fs';
import path from 'node:path';
import * as vscode from 'vscode';
import * as z from 'zod';
import { anyOf, excludedBy, type Exclusion } from '../../dataset/exclusion';

const vscodeGlobsSchema = z.record(z.string(), z.unknown());
const whenSchema = z.object({ when: z.string().min(1) });
const globsSchema = z.array(z.string());

/** What the settings leave out of a dataset's folder: `files.exclude`, and Showtell's own globs. */
export function excludedFiles(folder: string): Exclusion {
  const uri = vscode.Uri.file(folder);
  const all = vscodeGlobsSchema.safeParse(vscode.workspace.getConfiguration('files', uri).get('exclude')).data ?? {};
  const globs = Object.keys(all).filter((glob) => all[glob] === true);
  const own = globsSchema.safeParse(vscode.workspace.getConfiguration('showtell', uri).get('exclude')).data ?? [];
  const workspace = vscode.workspace.getWorkspaceFolder(uri)?.uri.fsPath ?? folder;
  const from = path.relative(workspace, folder).split(path.sep).join('/');
  const beside = Object.entries(all).flatMap(([glob, value]) => {
    const { data } = whenSchema.safeParse(value);
    return data ? [besideAnother(folder, excludedBy([glob], { anywhere: false, from }), data.when)] : [];
  });
  return anyOf(excludedBy(globs, { anywhere: false, from }), ...beside, excludedBy(own));
}

/** What matches, and has a file beside it: of `$(basename).psd`, the one with the same name but for its ending. */
function besideAnother(folder: string, matches: Exclusion, when: string): Exclusion {
  return (file) => {
    if (!matches(file)) return false;
    const { dir, name } = path.parse(file);
    return existsSync(path.join(folder, dir, when.replaceAll('$(basename)', name)));
  };
}

/** Whether a change of the settings leaves out other files of a folder. */
export function changesExcludedFiles(change: vscode.ConfigurationChangeEvent, folder: string): boolean {
  const uri = vscode.Uri.file(folder);
  return change.affectsConfiguration('files.exclude', uri) || change.affectsConfiguration('showtell.exclude', uri);
}
