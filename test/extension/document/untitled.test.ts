import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'mocha';
import * as vscode from 'vscode';
import { until, useDataset } from '../editor';

describe('A dataset that is no file yet', () => {
  const dataset = useDataset(['cat.jpg', 'coffee.jpg']);
  const tabs = (): readonly vscode.Tab[] => vscode.window.tabGroups.all.flatMap((group) => group.tabs);
  const open = (uri: vscode.Uri): Thenable<unknown> =>
    vscode.commands.executeCommand('vscode.openWith', uri, 'showtell.captions');

  it('keeps what is typed where it has a name already, and becomes that file by saving', async () => {
    const file = path.join(dataset.folder, 'new.captions.jsonl');
    // As “code new.captions.jsonl” opens it.
    await open(vscode.Uri.file(file).with({ scheme: 'untitled' }));
    await until('the editor shows images', () => dataset.api.shown().length === 2);
    dataset.type('cat.jpg', 'a cat');
    await until('it is unsaved', () => tabs().some(({ isDirty }) => isDirty));
    assert.ok(!existsSync(file));
    await vscode.commands.executeCommand('workbench.action.files.save');
    await until('the file is there', () => existsSync(file) && readFileSync(file, 'utf8').includes('"a cat"'));
  });

  it('stays a text, with all that is in it, where it has no folder', async () => {
    const content = '{"file_name":"cat.jpg","text":"never saved"}\n';
    const { uri } = await vscode.workspace.openTextDocument({ language: 'jsonl', content });
    await open(uri);
    await until('it is shown as text', () => tabs().length === 1 && tabs()[0].input instanceof vscode.TabInputText);
    assert.deepEqual(dataset.api.shown(), []);
    assert.equal(vscode.window.activeTextEditor?.document.getText(), content);
    assert.ok(tabs()[0].isDirty);
  });
});
