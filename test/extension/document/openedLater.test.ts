import assert from 'node:assert/strict';
import { rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, beforeEach, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { activateShowtell, Dataset, until } from '../editor';

/** VS Code remembers that it could not make a document of a file, and does not look at it again. */
describe('Captions that VS Code could not open before', () => {
  const dataset = new Dataset();
  before(async () => {
    dataset.api = await activateShowtell();
  });
  beforeEach(() => dataset.begin(['cat.jpg']));
  after(async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    rmSync(dataset.folder, { recursive: true, force: true, maxRetries: 5 });
  });

  const fileOf = (name: string): string => path.join(dataset.folder, `${name}.captions.jsonl`);
  const open = (name: string, viewType = 'showtell.captions'): Thenable<unknown> =>
    vscode.commands.executeCommand('vscode.openWith', vscode.Uri.file(fileOf(name)), viewType);
  const write = (name: string): void => writeFileSync(fileOf(name), '{"file_name":"cat.jpg","text":"a cat"}\n');
  const tabs = (): readonly vscode.Tab[] => vscode.window.tabGroups.all.flatMap((group) => group.tabs);
  const isShown = (): boolean => dataset.api.shown().length > 0;
  /** VS Code tells of a new file in its own time. Whoever is faster gets a message with a button, which no test can click here. */
  const openOnceToldOf = async (name: string): Promise<void> => {
    for (let attempt = 1; !isShown(); attempt++) {
      assert.ok(attempt <= 10, 'the editor shows images');
      await vscode.commands.executeCommand('workbench.action.closeAllEditors');
      await open(name);
      await until('the editor shows images', isShown, 3_000).catch(() => undefined);
    }
  };

  it('open once the file is there', async () => {
    await open('late');
    await until('its tab is there', () => tabs().length > 0);
    assert.equal(dataset.api.editorsShowing(), 0);
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    write('late');
    await openOnceToldOf('late');
    assert.equal(dataset.api.shown()[0].text, 'a cat');
  });

  it('leave no broken tab where VS Code will not try again, and open once no others are in use', async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    for (const viewType of ['showtell.captions', 'showtell.metadata']) {
      write(viewType);
      await open(viewType, viewType);
      await until('the editor shows images', isShown);
    }
    const tabOfLate = (): vscode.Tab | undefined => tabs().find(({ label }) => label === 'later.captions.jsonl');
    for (const viewType of ['showtell.captions', 'showtell.metadata']) {
      await open('later', viewType);
      await until('its tab is there', () => tabOfLate() !== undefined);
      await vscode.window.tabGroups.close(tabOfLate() ?? []);
    }
    write('later');
    await open('later');
    await until('its tab is closed', () => tabOfLate() === undefined);
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await openOnceToldOf('later');
  });
});
