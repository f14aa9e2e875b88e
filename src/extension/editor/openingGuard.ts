import * as vscode from 'vscode';
import { tellError } from '../base/tellError';
import { binaryFile } from './binaryFile';
import { viewTypes } from './captionsEditorProvider';
import type { Obstacle } from './obstacle';
import { tooLarge } from './tooLarge';

const obstacles = [tooLarge, binaryFile];

/**
 * Says why an editor stays empty, in place of VS Code's “An error occurred”: on some files the editor is never asked. Only its
 * tab tells that it was to be opened.
 */
export class OpeningGuard implements vscode.Disposable {
  /** What could not be opened; VS Code does not try again until the window is reloaded, however the file is by then. */
  private readonly failed = new Set<string>();
  private readonly subscription = vscode.window.tabGroups.onDidChangeTabs(({ opened }) => void this.check(opened));

  constructor() {
    void this.check(vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs));
  }

  dispose(): void {
    this.subscription.dispose();
  }

  private async check(tabs: readonly vscode.Tab[]): Promise<void> {
    const ours: readonly string[] = Object.values(viewTypes);
    for (const tab of tabs) {
      if (!(tab.input instanceof vscode.TabInputCustom) || !ours.includes(tab.input.viewType)) continue;
      const { uri, viewType } = tab.input;
      const key = `${viewType} ${uri.toString()}`;
      const tell = await firstObstacle(uri, viewType);
      if (tell) {
        this.failed.add(key);
        await vscode.window.tabGroups.close(tab);
        tell().catch(tellError);
      } else if (this.failed.has(key)) {
        await vscode.window.tabGroups.close(tab);
        await vscode.commands.executeCommand('vscode.openWith', uri, otherThan(viewType));
      }
    }
  }
}

async function firstObstacle(...asked: Parameters<Obstacle>): ReturnType<Obstacle> {
  for (const obstacle of obstacles) {
    const tell = await obstacle(...asked);
    if (tell) return tell;
  }
  return undefined;
}

/** The same editor under its other name, by which VS Code tries anew. */
function otherThan(viewType: string): string {
  return viewType === viewTypes.captions ? viewTypes.metadata : viewTypes.captions;
}
