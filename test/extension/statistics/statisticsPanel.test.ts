import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import * as vscode from 'vscode';
import { until, useDataset } from '../editor';

const run = (command: string): Thenable<unknown> => vscode.commands.executeCommand(`workbench.action.${command}`);
const tabs = (): readonly vscode.Tab[] => vscode.window.tabGroups.all.flatMap((group) => group.tabs);
const isStatistics = ({ input }: vscode.Tab): boolean =>
  input instanceof vscode.TabInputWebview && input.viewType.endsWith('showtell.statistics');
const column = (which: (tab: vscode.Tab) => boolean): number | undefined => tabs().find(which)?.group.viewColumn;

describe('The tab of the statistics', () => {
  const dataset = useDataset(['cat.jpg', 'coffee.jpg']);

  it('stays when the tab of the captions is moved to another group', async () => {
    await dataset.open();
    await vscode.commands.executeCommand('showtell.showStatistics');
    await until('the statistics are there', () => tabs().some(isStatistics));
    await run('focusFirstEditorGroup');
    await run('moveEditorToNextGroup');
    const isCaptions = (tab: vscode.Tab): boolean => !isStatistics(tab);
    await until('both are in one group', () => column(isCaptions) === column(isStatistics));
    await until('the captions are shown', () => dataset.api.shown().length > 0);
    assert.ok(tabs().some(isStatistics));
  });

  it('closes with the captions', async () => {
    await dataset.open();
    await vscode.commands.executeCommand('showtell.showStatistics');
    await until('the statistics are there', () => tabs().some(isStatistics));
    await run('focusFirstEditorGroup');
    await run('closeActiveEditor');
    await until('no tab is left', () => tabs().length === 0);
  });
});
