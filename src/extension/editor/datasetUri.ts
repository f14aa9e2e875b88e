import * as vscode from 'vscode';
import { diskPath, newDatasetScheme } from '../document/datasetFileSystem';

/** What a dataset is opened as: the file, or what becomes one by the first save. */
export async function datasetUri(file: vscode.Uri): Promise<vscode.Uri> {
  return isOpenAsNew(file) || !(await exists(file)) ? file.with({ scheme: newDatasetScheme }) : file;
}

/** Opened before the file was there, perhaps saved since: two documents of one file would get in each other's way. */
function isOpenAsNew(file: vscode.Uri): boolean {
  return vscode.workspace.textDocuments.some(
    ({ uri, isClosed }) => uri.scheme === newDatasetScheme && !isClosed && diskPath(uri) === file.fsPath,
  );
}

async function exists(uri: vscode.Uri): Promise<boolean> {
  try {
    // Of a link that leads to no file VS Code says only that it is a link.
    return (await vscode.workspace.fs.stat(uri)).type !== vscode.FileType.SymbolicLink;
  } catch {
    return false;
  }
}
