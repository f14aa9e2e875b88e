import path from 'node:path';
import * as vscode from 'vscode';
import * as z from 'zod';
import type { ExclusionRule } from '../../dataset/images/exclusion';
import { settingOf, type Setting } from '../base/setting';

const ofWorkbench: Setting<Record<string, unknown>> = {
  name: 'files.exclude',
  schema: z.record(z.string(), z.unknown()),
  otherwise: {},
};
const whenSchema = z.object({ when: z.string().min(1) });
const ofShowtell = { name: 'showtell.exclude', schema: z.array(z.string()), otherwise: [] };

/** What the settings leave out of a dataset's folder: `files.exclude`, and Showtell's own globs. */
export function excludedFiles(folder: string): ExclusionRule[] {
  const uri = vscode.Uri.file(folder);
  const all = settingOf(ofWorkbench, uri);
  const globs = Object.keys(all).filter((glob) => all[glob] === true);
  const own = settingOf(ofShowtell, uri);
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
