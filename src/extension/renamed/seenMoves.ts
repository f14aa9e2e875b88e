import * as vscode from 'vscode';
import { movedName, movesWithin, type MoveWithin } from '../document/movesWithin';

/** What was renamed or moved in VS Code itself, images and folders: that is certain. */
export class SeenMoves implements vscode.Disposable {
  private readonly moves: MoveWithin[] = [];
  private readonly subscription: vscode.Disposable;

  /** @param folder of the dataset */
  constructor(folder: string) {
    this.subscription = vscode.workspace.onDidRenameFiles((event) => this.moves.push(...movesWithin(folder, event)));
  }

  dispose(): void {
    this.subscription.dispose();
  }

  /** Where an image is now, relative to the folder of the dataset; nothing if it was not seen to move. */
  movedTo(fileName: string): string | undefined {
    const name = movedName(fileName, this.moves);
    return name === fileName ? undefined : name;
  }
}
