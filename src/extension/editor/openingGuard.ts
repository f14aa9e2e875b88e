import path from 'node:path';
import * as vscode from 'vscode';
import { Disposables } from '../base/disposables';
import { showWarning } from '../base/notifications';
import { tellError } from '../base/tellError';
import { diskPath, newDatasetScheme } from '../document/datasetFileSystem';
import { binaryFile } from './binaryFile';
import { viewTypes, type CaptionsEditorProvider } from './captionsEditorProvider';
import type { EditorRegistrations } from './editorRegistrations';
import { FailedOpenings, isUnreadable } from './failedOpenings';
import type { Obstacle } from './obstacle';
import { tooLarge } from './tooLarge';

const obstacles = [tooLarge, binaryFile];

/**
 * Says why an editor stays empty, in place of VS Code's “An error occurred”: on some files the editor is never asked. Only its
 * tab tells that it was to be opened.
 */
export class OpeningGuard implements vscode.Disposable {
  private readonly disposables = new Disposables();
  private readonly failed: FailedOpenings;

  constructor(editors: CaptionsEditorProvider, registrations: EditorRegistrations) {
    this.failed = this.disposables.add(new FailedOpenings(registrations));
    this.disposables.add(
      vscode.window.tabGroups.onDidChangeTabs(({ opened, closed }) => {
        // One that was in use may be closed now: its tab or its page goes first.
        if (closed.length > 0) void this.failed.retry();
        void this.check(opened);
      }),
    );
    this.disposables.add(editors.onDidChangeActive(() => void this.failed.retry()));
    void this.check(vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs));
  }

  dispose(): void {
    this.disposables.dispose();
  }

  private async check(tabs: readonly vscode.Tab[]): Promise<void> {
    const ours: readonly string[] = Object.values(viewTypes);
    for (const tab of tabs) {
      if (!(tab.input instanceof vscode.TabInputCustom) || !ours.includes(tab.input.viewType)) continue;
      const { uri, viewType } = tab.input;
      if (!['file', newDatasetScheme].includes(uri.scheme)) continue;
      const hasFailed = this.failed.has(uri, viewType);
      if (await isUnreadable(uri)) this.failed.add(uri, viewType);
      const open = (): Promise<void> => this.open(uri, viewType);
      const tell = await firstObstacle(uri, open);
      if (!tell && !hasFailed) continue;
      await closeIfOpen(uri, viewType);
      (tell ? tell() : offerToOpen(uri, open)).catch(tellError);
    }
  }

  /** Opens what could not be opened before; where VS Code will not try again, by the editor's other name. */
  private async open(uri: vscode.Uri, viewType: string): Promise<void> {
    await this.failed.retry();
    const name = [viewType, otherThan(viewType)].find((each) => !this.failed.has(uri, each));
    if (name !== undefined) {
      await vscode.commands.executeCommand('vscode.openWith', uri, name);
      return;
    }
    const reload = vscode.l10n.t('Reload Window');
    const message = vscode.l10n.t(
      '{0} can be read again, but VS Code remembers that it could not open it, until no other captions are open or the window is reloaded.',
      path.basename(diskPath(uri)),
    );
    if ((await showWarning(message, reload)) === reload)
      await vscode.commands.executeCommand('workbench.action.reloadWindow');
  }
}

/**
 * Of what can be read again, and VS Code has just said that it cannot. It is not opened at once: whenever VS Code's own dialog is
 * answered, it shows its error in the place of the editor that stands there by then.
 */
async function offerToOpen(uri: vscode.Uri, open: () => Promise<void>): Promise<void> {
  const button = vscode.l10n.t('Open It Again');
  const message = vscode.l10n.t(
    '{0} can be read again. VS Code remembered that it could not open it.',
    path.basename(diskPath(uri)),
  );
  if ((await showWarning(message, button)) === button) await open();
}

/** The tab may have gone meanwhile, as after Escape in VS Code's own dialog: closing it once more would fail, and nothing be told. */
async function closeIfOpen(uri: vscode.Uri, viewType: string): Promise<void> {
  const open = vscode.window.tabGroups.all
    .flatMap(({ tabs }) => tabs)
    .filter(
      ({ input }) =>
        input instanceof vscode.TabInputCustom &&
        input.viewType === viewType &&
        input.uri.toString() === uri.toString(),
    );
  if (open.length > 0) await vscode.window.tabGroups.close(open);
}

async function firstObstacle(...asked: Parameters<Obstacle>): ReturnType<Obstacle> {
  for (const obstacle of obstacles) {
    const tell = await obstacle(...asked);
    if (tell) return tell;
  }
  return undefined;
}

function otherThan(viewType: string): string {
  return viewType === viewTypes.captions ? viewTypes.metadata : viewTypes.captions;
}
