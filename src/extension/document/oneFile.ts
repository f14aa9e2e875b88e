import { stat } from 'node:fs/promises';
import path from 'node:path';
import * as vscode from 'vscode';
import { errorCode } from '../../dataset/files/fileError';

/** Tells when one file is made, changed or deleted, in a workspace or not. */
export function watchFile(file: string): vscode.FileSystemWatcher {
  const pattern = new vscode.RelativePattern(vscode.Uri.file(path.dirname(file)), path.basename(file));
  return vscode.workspace.createFileSystemWatcher(pattern);
}

/** Another text whenever another program has written or replaced the file. @throws the error of the file system */
export async function fileState(file: string): Promise<string> {
  const { ino, size, mtimeMs } = await stat(file);
  return [ino, size, mtimeMs].join(' ');
}

/** When a file of this state was written, in milliseconds; 0 for one that is not there. */
export function modifiedIn(state: string): number {
  return Number(state.split(' ').at(2) ?? 0);
}

/** The state of a file that is not there. */
export const absent = '';

/** The same of a file that may not be there. @returns nothing where that cannot be told */
export function stateOrAbsent(file: string): Promise<string | undefined> {
  return fileState(file).catch((error: unknown) => (errorCode(error) === 'ENOENT' ? absent : undefined));
}
