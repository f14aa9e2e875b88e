import assert from 'node:assert/strict';
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'mocha';
import * as vscode from 'vscode';
import { extensionFolder, until, useDataset } from '../editor';

describe('bad inputs in the editor', () => {
  const dataset = useDataset(['astronaut.jpg', 'cat.jpg']);

  it('shows a broken line at its place in the file, and edits other rows without touching it', async () => {
    const text = '{"file_name":"cat.jpg","text":"a cat"}\r\n{"file_name":"astro\r\n# note\r\n';
    dataset.write(text);
    await dataset.open();
    const broken = dataset.api.shown().filter(({ kind }) => kind === 'brokenLine');
    assert.deepEqual(
      broken.map(({ line }) => line),
      [2, 3],
    );
    assert.match(broken[0].problem ?? '', /cut off/);
    dataset.type('cat.jpg', 'a tabby cat');
    await until('the row changed', () => dataset.document.getText().includes('a tabby cat'));
    await dataset.document.save();
    assert.ok(dataset.saved.endsWith('\r\n{"file_name":"astro\r\n# note\r\n'));
  });

  it('does not edit a file that is not UTF-8, whose bytes a save would lose', async () => {
    const bytes = Buffer.from('{"file_name":"cat.jpg","text":"a dog\x92s life"}\n', 'latin1');
    writeFileSync(dataset.file, bytes);
    const uri = vscode.Uri.file(dataset.file);
    await vscode.commands.executeCommand('vscode.openWith', uri, 'showtell.metadata');
    const tabs = (): readonly vscode.Tab[] => vscode.window.tabGroups.all.flatMap((group) => group.tabs);
    await until('its tab is closed', () => tabs().length === 0);
    await vscode.commands.executeCommand('workbench.action.files.save');
    assert.deepEqual(dataset.api.shown(), []);
    assert.deepEqual(readFileSync(dataset.file), bytes);
  });

  it('opens the text at a broken line', async () => {
    dataset.write('{"file_name":"cat.jpg","text":"a cat"}\n{"file_name":\n');
    await dataset.open();
    dataset.tell({ type: 'openText', line: 2 });
    await until('a text editor is there', () => vscode.window.activeTextEditor?.document === dataset.document);
    assert.equal(vscode.window.activeTextEditor?.selection.active.line, 1);
  });

  it('says of a missing image that it is missing, and keeps its row', async () => {
    dataset.write('{"file_name":"gone.jpg","text":"what was there"}\n');
    await dataset.open();
    const row = dataset.shown('gone.jpg');
    assert.match(row?.problem ?? '', /no file "gone\.jpg"/);
    assert.equal(row?.text, 'what was there');
    assert.equal(row?.imageUri, undefined);
  });

  it('opens no image outside the folder', async () => {
    const names = ['../outside.jpg', '/etc/hostname', 'https://example.org/a.jpg', 'a/../../b.jpg'];
    dataset.write(names.map((name) => `{"file_name":${JSON.stringify(name)},"text":"x"}\n`).join(''));
    await dataset.open();
    for (const name of names) {
      const row = dataset.shown(name);
      assert.ok(row?.problem, name);
      assert.equal(row.imageUri, undefined);
      assert.equal(row.suggestion.state, 'none');
    }
  });

  it('says at its row that an image is broken, and captions the others', async () => {
    writeFileSync(path.join(dataset.folder, 'broken.jpg'), 'no image at all');
    await dataset.open();
    await until(
      'the broken image is refused',
      () => dataset.shown('broken.jpg')?.suggestion.state === 'failed',
      120_000,
    );
    const { suggestion } = dataset.shown('broken.jpg') ?? {};
    assert.match(suggestion?.state === 'failed' ? suggestion.reason : '', /not an image/);
    assert.notEqual(await dataset.suggestion('cat.jpg'), '');
  });

  it('takes hostile captions and file names as text', async () => {
    const caption = '<img src=x onerror=alert(1)> </script> ${x} {{y}} \u202e';
    dataset.write(`${JSON.stringify({ file_name: 'cat.jpg', text: caption, extra: '<b>' })}\n`);
    await dataset.open();
    assert.equal(dataset.shown('cat.jpg')?.text, caption);
  });

  it('opens an empty folder and lists nothing', async () => {
    for (const name of ['astronaut.jpg', 'cat.jpg']) rmSync(path.join(dataset.folder, name));
    await vscode.commands.executeCommand('showtell.captionFolder', vscode.Uri.file(dataset.folder));
    await until('the document is open', () =>
      vscode.workspace.textDocuments.some(({ uri }) => uri.path === vscode.Uri.file(dataset.file).path),
    );
    assert.deepEqual(dataset.api.shown(), []);
    assert.equal(dataset.fileExists, false);
  });

  it('says that the model is missing or damaged, and suggests again with the bundled one', async () => {
    const bundled = dataset.api.chosenModel();
    await dataset.open();
    await dataset.suggestion('cat.jpg');
    const missing = path.join(dataset.folder, 'no-model');
    const configuration = vscode.workspace.getConfiguration('showtell');
    await configuration.update('modelPath', missing, vscode.ConfigurationTarget.Global);
    await until('the engine says so', () => dataset.api.engineStatus().state === 'failed');
    assert.match(dataset.api.engineStatus().message ?? '', /no-model/);
    await vscode.commands.executeCommand('showtell.useBundledModel');
    assert.equal(dataset.api.chosenModel(), bundled);
    assert.notEqual(await dataset.suggestion('cat.jpg'), '');
  });

  it('goes on after the engine was killed, when the person tries again', async () => {
    await dataset.open();
    await dataset.suggestion('cat.jpg');
    const pid = dataset.api.enginePid();
    assert.ok(pid !== undefined && pid !== process.pid);
    process.kill(pid, 'SIGKILL');
    await until('it is gone', () => dataset.api.enginePid() !== pid);
    assert.equal(dataset.api.engineStatus().state, 'failed');
    cpSync(path.join(extensionFolder(), 'samples', 'coffee.jpg'), path.join(dataset.folder, 'coffee.jpg'));
    assert.notEqual(await dataset.suggestion('coffee.jpg'), '');
    assert.equal(dataset.api.engineStatus().state, 'ready');
  });

  it('lists a subfolder, and gives an image of it its own row', async () => {
    mkdirSync(path.join(dataset.folder, 'more'));
    cpSync(path.join(dataset.folder, 'cat.jpg'), path.join(dataset.folder, 'more', 'cat 100%.jpg'));
    await dataset.open();
    dataset.type('more/cat 100%.jpg', 'another cat');
    await until('it has a row', () => dataset.row('more/cat 100%.jpg')?.text === 'another cat');
    assert.equal(dataset.row('cat.jpg'), undefined);
  });
});
