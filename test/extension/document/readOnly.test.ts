import assert from 'node:assert/strict';
import { chmodSync } from 'node:fs';
import { afterEach, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { until, useDataset } from '../editor';

describe('a read-only dataset', () => {
  const dataset = useDataset(['astronaut.jpg', 'cat.jpg']);
  const row = '{"file_name":"astronaut.jpg","text":"an astronaut"}\n';
  const settings = ['readonlyInclude', 'readonlyExclude', 'readonlyFromPermissions'];
  const set = async (name: string, value: unknown): Promise<void> => {
    await vscode.workspace.getConfiguration('files').update(name, value, vscode.ConfigurationTarget.Global);
  };
  const run = (command: string, ...args: unknown[]): Thenable<unknown> =>
    vscode.commands.executeCommand(command, ...args);
  const openText = async (text: string): Promise<void> => {
    dataset.write(text);
    await dataset.open();
  };
  /** What is typed is refused; the command waits until it is, and then is refused, too. */
  const typeInVain = async (): Promise<void> => {
    dataset.type('cat.jpg', 'a cat');
    await assert.rejects(async () => run('showtell.acceptAllShown', { confirm: false }), /read-only/);
    assert.equal(dataset.document.getText(), row);
  };

  afterEach(async () => {
    for (const name of settings) await set(name, undefined);
  });

  it('says which glob of the settings makes it so before anything is typed, and takes no edit', async () => {
    await set('readonlyInclude', { '**/*.txt': true, '**/metadata.jsonl': true });
    await openText(row);
    await until('it says so', () => dataset.api.refusal() !== undefined);
    assert.match(dataset.api.refusal() ?? '', /metadata\.jsonl is read-only.*files\.readonlyInclude.*\*\*\/metadata/);
    await typeInVain();
  });

  it('can be edited where another setting makes the exception', async () => {
    await set('readonlyInclude', { '**/*.jsonl': true });
    await set('readonlyExclude', { '**/metadata.jsonl': true });
    await openText(row);
    dataset.type('cat.jpg', 'a cat');
    await until('the row is there', () => dataset.row('cat.jpg') !== undefined);
    assert.equal(dataset.document.isDirty, true);
    assert.equal(dataset.api.refusal(), undefined);
  });

  it('says so as soon as a setting changes, and can be edited once it is taken back', async () => {
    await openText(row);
    assert.equal(dataset.api.refusal(), undefined);
    await set('readonlyInclude', { '**/metadata.jsonl': true });
    await until('it says so', () => dataset.api.refusal() !== undefined);
    await typeInVain();
    await set('readonlyInclude', undefined);
    await until('it says so no longer', () => dataset.api.refusal() === undefined);
    dataset.type('cat.jpg', 'a cat');
    await until('the row is there', () => dataset.row('cat.jpg') !== undefined);
    await dataset.document.save();
    assert.match(dataset.saved, /a cat/);
  });

  it('goes by the permissions of the file where the settings say so', async () => {
    await set('readonlyFromPermissions', true);
    dataset.write(row);
    chmodSync(dataset.file, 0o444);
    await dataset.open();
    await until('it says so', () => dataset.api.refusal() !== undefined);
    assert.match(dataset.api.refusal() ?? '', /permissions forbid writing/);
    await typeInVain();
    chmodSync(dataset.file, 0o644);
    await until('it says so no longer', () => dataset.api.refusal() === undefined);
  });

  it('takes an edit back that VS Code would not keep for a reason that nobody can ask for', async () => {
    const text = row.replace('\n', '\r\n');
    await openText(text);
    await run('workbench.action.files.setActiveEditorReadonlyInSession');
    dataset.type('cat.jpg', 'a cat');
    await until('it says so', () => dataset.api.refusal() !== undefined);
    await until('the edit is taken back', () => dataset.document.getText() === text);
    assert.match(dataset.api.refusal() ?? '', /Set Active Editor Writeable in Session/);
    await run('workbench.action.files.setActiveEditorWriteableInSession');
    dataset.type('cat.jpg', 'a cat');
    await until('the row is there', () => dataset.row('cat.jpg') !== undefined);
    assert.equal(dataset.document.isDirty, true);
    assert.equal(dataset.api.refusal(), undefined);
  });

  it('is given no suggestions of a batch, which would not be saved', async () => {
    await set('readonlyInclude', { '**/metadata.jsonl': true });
    await openText(row);
    await run('showtell.suggestAll');
    assert.equal(dataset.document.getText(), row);
    assert.equal(dataset.saved, row);
  });
});
