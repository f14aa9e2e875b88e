import * as vscode from 'vscode';

/** How long changes in a folder are gathered before it is looked through again, in milliseconds. */
const pause = 300;

/** Tells when files came to a folder or went. */
export class FolderWatch implements vscode.Disposable {
  private readonly watcher: vscode.FileSystemWatcher;
  private timer: NodeJS.Timeout | undefined;

  /** @param except a file of the folder that is of no interest */
  constructor(folder: string, except: string, changed: () => void) {
    const pattern = new vscode.RelativePattern(vscode.Uri.file(folder), '**/*');
    this.watcher = vscode.workspace.createFileSystemWatcher(pattern, false, true, false);
    const gather = ({ fsPath }: vscode.Uri): void => {
      if (fsPath === except) return;
      clearTimeout(this.timer);
      this.timer = setTimeout(changed, pause);
    };
    this.watcher.onDidCreate(gather);
    this.watcher.onDidDelete(gather);
  }

  dispose(): void {
    clearTimeout(this.timer);
    this.watcher.dispose();
  }
}
