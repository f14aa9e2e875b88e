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

  it('open once the file is there', async () => {
    const file = path.join(dataset.folder, 'late.captions.jsonl');
    const open = (): Thenable<unknown> =>
      vscode.commands.executeCommand('vscode.openWith', vscode.Uri.file(file), 'showtell.captions');
    const tabs = (): readonly vscode.Tab[] => vscode.window.tabGroups.all.flatMap((group) => group.tabs);
    await open();
    await until('its tab is there', () => tabs().length > 0);
    assert.equal(dataset.api.editorsShowing(), 0);
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    writeFileSync(file, '{"file_name":"cat.jpg","text":"a cat"}\n');
    await open();
    await until('the editor shows images', () => dataset.api.shown().length > 0, 20_000);
    assert.equal(dataset.api.shown()[0].text, 'a cat');
  });
});
