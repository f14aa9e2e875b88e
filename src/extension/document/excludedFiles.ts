import path from 'node:path';
import * as vscode from 'vscode';
import * as z from 'zod';
import type { ExclusionRule } from '../../dataset/exclusion';

const vscodeGlobsSchema = z.record(z.string(), z.unknown());
const whenSchema = z.object({ when: z.string().min(1) });
const globsSchema = z.array(z.string());

/** What the settings leave out of a dataset's folder: `files.exclude`, and Showtell's own globs. */
export function excludedFiles(folder: string): ExclusionRule[] {
  const uri = vscode.Uri.file(folder);
  const all = vscodeGlobsSchema.safeParse(vscode.workspace.getConfiguration('files', uri).get('exclude')).data ?? {};
  const globs = Object.keys(all).filter((glob) => all[glob] === true);
  const own = globsSchema.safeParse(vscode.workspace.getConfiguration('showtell', uri).get('exclude')).data ?? [];
  const workspace = vscode.workspace.getWorkspaceFolder(uri)?.uri.fsPath ?? folder;
  const from = path.relative(workspace, folder).split(path.sep).join('/');
  const beside = Object.entries(all).flatMap(([glob, value]) => {
    const { data } = whenSchema.safeParse(value);
    return data ? [{ globs: [glob], anywhere: false, from, when: data.when }] : [];
  });
  return [{ globs, anywhere: false, from }, ...beside, { globs: own, anywhere: true, from: '' }];
}

/** Whether a change of the settings leaves out other files of a folder. */
export function changesExcludedFiles(change: vscode.ConfigurationChangeEvent, folder: string): boolean {
  const uri = vscode.Uri.file(folder);
  return change.affectsConfiguration('files.exclude', uri) || change.affectsConfiguration('showtell.exclude', uri);
}
