import path from 'node:path';
import * as vscode from 'vscode';
import { isInside } from '../../dataset/images/filePath';
import type { CaptionSession } from './captionSession';

/** A dataset whose file VS Code has renamed, or a folder around it. */
export interface Renamed {
  from: vscode.Uri;
  to: vscode.Uri;
}

/** An editor whose dataset is about to be called otherwise. */
interface Leaving extends Renamed {
  viewType: string;
}

/**
 * Keeps datasets in their editor when VS Code renames them, or a folder around them: it opens a text editor in that place where
 * another editor is the default for such a file, as for `metadata.jsonl`. What is typed by then is kept first.
 * @param sessions of all editors that are open
 * @param onRenamed is told of each dataset, also where no editor is open on it
 */
export function followRenames(
  sessions: () => Iterable<CaptionSession>,
  onRenamed: (renamed: Renamed) => void,
  onFailure: (error: unknown) => void,
): vscode.Disposable {
  let leaving: Leaving[] = [];
  const will = vscode.workspace.onWillRenameFiles((event) => {
    const affected = [...sessions()].flatMap((session) => {
      const from = session.captions.document.uri;
      const to = renamed(from, event.files);
      return to ? [{ session, from, to, viewType: session.panel.viewType }] : [];
    });
    leaving = affected;
    event.waitUntil(Promise.all(affected.map(({ session }) => session.settle())));
  });
  const did = vscode.workspace.onDidRenameFiles(({ files }) => {
    const left = leaving.splice(0);
    const closed = files.filter(({ oldUri }) => oldUri.scheme === 'file' && oldUri.path.endsWith('.jsonl'));
    const datasets = [...left, ...closed.map(({ oldUri, newUri }) => ({ from: oldUri, to: newUri }))];
    for (const { from, to } of new Map(datasets.map((each) => [each.from.toString(), each])).values())
      onRenamed({ from, to });
    for (const one of left) void reopen(one).catch(onFailure);
  });
  return vscode.Disposable.from(will, did);
}

/** What a file is called then; nothing if it is not affected. */
function renamed(uri: vscode.Uri, files: vscode.FileWillRenameEvent['files']): vscode.Uri | undefined {
  if (uri.scheme !== 'file') return undefined;
  const above = files.find(({ oldUri }) => isInside(oldUri.fsPath, uri.fsPath));
  return above && vscode.Uri.joinPath(above.newUri, path.relative(above.oldUri.fsPath, uri.fsPath));
}

async function reopen({ to, viewType }: Leaving): Promise<void> {
  const tab = vscode.window.tabGroups.all
    .flatMap(({ tabs }) => tabs)
    .find(({ input }) => input instanceof vscode.TabInputText && input.uri.toString() === to.toString());
  if (!tab) return;
  const options = { viewColumn: tab.group.viewColumn, preserveFocus: !tab.isActive };
  // Of an unsaved document VS Code would ask whether to save it, though the other tab keeps it: then both stay.
  if (!tab.isDirty) await vscode.window.tabGroups.close(tab, true);
  await vscode.commands.executeCommand('vscode.openWith', to, viewType, options);
}
