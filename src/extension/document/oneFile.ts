import { stat } from 'node:fs/promises';
import path from 'node:path';
import * as vscode from 'vscode';

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
