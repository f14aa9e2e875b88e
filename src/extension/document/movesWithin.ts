import path from 'node:path';
import type * as vscode from 'vscode';
import { isInside } from '../../dataset/images/filePath';
import { withSlashes } from '../../dataset/files/slashes';

/** An image or a folder that has another name now; both names are relative to the dataset's folder. */
export interface MoveWithin {
  from: string;
  to: string;
}

/** What of the files that VS Code has renamed was in a folder before, and is there still. */
export function movesWithin(folder: string, { files }: vscode.FileRenameEvent): MoveWithin[] {
  return files
    .filter((uris) => [uris.oldUri, uris.newUri].every(({ fsPath }) => isInside(folder, fsPath)))
    .map(({ oldUri, newUri }) => {
      const [from, to] = [oldUri, newUri].map(({ fsPath }) => withSlashes(path.relative(folder, fsPath)));
      return { from, to };
    });
}

/** What a file is called after some moves, the earliest first; what it was called before if none was about it. */
export function movedName(fileName: string, moves: readonly MoveWithin[]): string {
  let name = fileName;
  for (const { from, to } of moves) {
    if (name === from || name.startsWith(`${from}/`)) name = `${to}${name.slice(from.length)}`;
  }
  return name;
}
