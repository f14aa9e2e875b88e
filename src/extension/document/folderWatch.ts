import path from 'node:path';
import * as vscode from 'vscode';
import { imageExtensions } from '../../dataset/images/imageNames';

/** How long changes in a folder are gathered before it is looked through again, in milliseconds. */
const pause = 300;

export interface FolderChanges {
  /** Files came or went. */
  changed(): void;
  /** Other images may be at these paths now. */
  replaced(imagePaths: readonly string[]): void;
}

/** Tells when files came to a folder, went, or became others. */
export class FolderWatch implements vscode.Disposable {
  private readonly watcher: vscode.FileSystemWatcher;
  private timer: NodeJS.Timeout | undefined;
  private hasChanged = false;
  private readonly written = new Set<string>();

  /** @param except a file of the folder that is of no interest */
  constructor(
    folder: string,
    private readonly except: string,
    private readonly changes: FolderChanges,
  ) {
    const pattern = new vscode.RelativePattern(vscode.Uri.file(folder), '**/*');
    this.watcher = vscode.workspace.createFileSystemWatcher(pattern);
    // Many programs replace a file by another one of its name, so that it goes and comes.
    this.watcher.onDidCreate(({ fsPath }) => this.gather(fsPath, true, true));
    this.watcher.onDidDelete(({ fsPath }) => this.gather(fsPath, true, false));
    this.watcher.onDidChange(({ fsPath }) => this.gather(fsPath, false, true));
  }

  dispose(): void {
    clearTimeout(this.timer);
    this.watcher.dispose();
  }

  private gather(file: string, cameOrWent: boolean, isWritten: boolean): void {
    const isImage = imageExtensions.includes(path.extname(file).toLowerCase());
    if (file === this.except || (!cameOrWent && !isImage)) return;
    this.hasChanged ||= cameOrWent;
    if (isWritten && isImage) this.written.add(file);
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.tell(), pause);
  }

  private tell(): void {
    const written = [...this.written];
    const { hasChanged } = this;
    this.written.clear();
    this.hasChanged = false;
    if (written.length > 0) this.changes.replaced(written);
    if (hasChanged) this.changes.changed();
  }
}
