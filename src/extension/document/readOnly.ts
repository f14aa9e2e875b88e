import { stat } from 'node:fs/promises';
import path from 'node:path';
import * as vscode from 'vscode';
import * as z from 'zod/mini';
import { diskPath } from './datasetFileSystem';

/** Settings that decide whether VS Code keeps a document read-only. */
export const readOnlySettings = ['files.readonlyInclude', 'files.readonlyExclude', 'files.readonlyFromPermissions'];

const globsSchema = z.record(z.string(), z.unknown());
const ownerMayWrite = 0o200;

/**
 * VS Code takes edits of a read-only document in memory, marks nothing as unsaved and saves nothing. It does not say
 * which documents are read-only, so this follows its rules: the file system, the globs, then the permissions.
 * @returns why the document is read-only, and the way out, for a person; nothing if it is not known to be
 */
export async function reasonReadOnly(document: vscode.TextDocument): Promise<string | undefined> {
  const { uri } = document;
  const file = path.basename(diskPath(uri));
  if (vscode.workspace.fs.isWritableFileSystem(uri.scheme) === false) {
    return vscode.l10n.t(
      '{0} is read-only: it is on a file system that takes no changes. Copy the folder to one that does.',
      file,
    );
  }
  const settings = vscode.workspace.getConfiguration('files', uri);
  const glob = matchingGlob(settings.get('readonlyInclude'), document);
  if (glob !== undefined) {
    if (matchingGlob(settings.get('readonlyExclude'), document) !== undefined) return undefined;
    return vscode.l10n.t(
      '{0} is read-only, so no caption can be changed: the setting “files.readonlyInclude” has “{1}”. Take that out, or add the file to “files.readonlyExclude”.',
      file,
      glob,
    );
  }
  if (await isWriteProtected(uri, settings.get('readonlyFromPermissions') === true)) {
    return vscode.l10n.t(
      '{0} is read-only, so no caption can be changed: its permissions forbid writing. Make the file writable.',
      file,
    );
  }
  return undefined;
}

/** Inside a workspace folder VS Code matches the path from there, and the whole one only if a glob is absolute. */
function matchingGlob(setting: unknown, document: vscode.TextDocument): string | undefined {
  const all = globsSchema.safeParse(setting).data ?? {};
  const globs = Object.keys(all).filter((glob) => all[glob] === true);
  const folder = vscode.workspace.getWorkspaceFolder(document.uri);
  const isWhole = !folder || globs.some((glob) => path.isAbsolute(glob));
  return globs.find((glob) => {
    const patterns = [...(folder ? [new vscode.RelativePattern(folder, glob)] : []), ...(isWhole ? [glob] : [])];
    return patterns.some((pattern) => vscode.languages.match({ pattern }, document) > 0);
  });
}

/** @param fromPermissions whether VS Code goes by the permissions of files on disk */
async function isWriteProtected(uri: vscode.Uri, fromPermissions: boolean): Promise<boolean> {
  try {
    // The bits, as VS Code does, and not whether this process may write: for root that is always so.
    if (fromPermissions && ((await stat(diskPath(uri))).mode & ownerMayWrite) === 0) return true;
    const { permissions = 0 } = await vscode.workspace.fs.stat(uri);
    return (permissions & vscode.FilePermission.Readonly) !== 0;
  } catch {
    return false; // a file that is not there yet, or was deleted: saving makes it
  }
}
