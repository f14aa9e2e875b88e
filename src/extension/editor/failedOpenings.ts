import * as vscode from 'vscode';
import { errorCode } from '../../dataset/files/fileError';
import { looksBinary } from '../../dataset/document/nulBytes';
import { Disposables } from '../base/disposables';
import { diskPath, newDatasetScheme } from '../document/datasetFileSystem';
import { watchFile } from '../document/oneFile';
import { firstBytes } from './binaryFile';
import type { EditorRegistrations } from './editorRegistrations';

interface FailedOpening {
  uri: vscode.Uri;
  viewType: string;
  watcher: vscode.Disposable;
}

/**
 * The files of which VS Code could make no document. It remembers each failure and does not read such a file again, however the file
 * is by then, until the editor is registered anew: that is done as soon as a file can be read.
 */
export class FailedOpenings implements vscode.Disposable {
  private readonly failed = new Map<string, FailedOpening>();

  constructor(private readonly registrations: EditorRegistrations) {}

  dispose(): void {
    for (const { watcher } of this.failed.values()) watcher.dispose();
  }

  has(uri: vscode.Uri, viewType: string): boolean {
    return this.failed.has(keyOf(uri, viewType));
  }

  add(uri: vscode.Uri, viewType: string): void {
    const key = keyOf(uri, viewType);
    if (this.failed.has(key)) return;
    const watcher = new Disposables();
    const file = watcher.add(watchFile(diskPath(uri)));
    for (const event of [file.onDidCreate, file.onDidChange]) watcher.add(event(() => void this.retry()));
    this.failed.set(key, { uri, viewType, watcher });
  }

  /** Lets VS Code read again what it can read by now. */
  async retry(): Promise<void> {
    for (const [key, { uri, viewType, watcher }] of this.failed) {
      if (await isUnreadable(uri)) continue;
      // Others may have done it meanwhile, and an editor that has begun to open since would be lost.
      if (!this.failed.has(key) || hasTab(viewType) || !this.registrations.renew(viewType)) continue;
      watcher.dispose();
      this.failed.delete(key);
    }
  }
}

/** Whether there is a tab of this view type: VS Code may be about to make an editor of it, or to say that it cannot. */
function hasTab(viewType: string): boolean {
  return vscode.window.tabGroups.all
    .flatMap(({ tabs }) => tabs)
    .some(({ input }) => input instanceof vscode.TabInputCustom && input.viewType === viewType);
}

/** Whether VS Code can make no document of a file, for whichever reason. */
export async function isUnreadable(uri: vscode.Uri): Promise<boolean> {
  try {
    return looksBinary(await firstBytes(diskPath(uri)));
  } catch (error) {
    return uri.scheme !== newDatasetScheme || errorCode(error) !== 'ENOENT';
  }
}

function keyOf(uri: vscode.Uri, viewType: string): string {
  return `${viewType} ${uri.toString()}`;
}
