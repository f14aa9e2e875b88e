import path from 'node:path';
import * as vscode from 'vscode';
import { isInside } from '../../dataset/filePath';
import { withSlashes } from '../../dataset/slashes';

/** What was renamed or moved in VS Code itself, images and folders: that is certain. */
export class SeenMoves implements vscode.Disposable {
  private readonly moves: { from: string; to: string }[] = [];
  private readonly subscription: vscode.Disposable;

  /** @param folder of the dataset */
  constructor(folder: string) {
    this.subscription = vscode.workspace.onDidRenameFiles(({ files }) => {
      for (const { oldUri, newUri } of files) {
        if (!isInside(folder, oldUri.fsPath) || !isInside(folder, newUri.fsPath)) continue;
        const [from, to] = [oldUri, newUri].map(({ fsPath }) => withSlashes(path.relative(folder, fsPath)));
        this.moves.push({ from, to });
      }
    });
  }

  dispose(): void {
    this.subscription.dispose();
  }

  /** Where an image is now, relative to the folder of the dataset; nothing if it was not seen to move. */
  movedTo(fileName: string): string | undefined {
    let name = fileName;
    for (const { from, to } of this.moves) {
      if (name === from || name.startsWith(`${from}/`)) name = `${to}${name.slice(from.length)}`;
    }
    return name === fileName ? undefined : name;
  }
}
