import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'mocha';
import * as vscode from 'vscode';
import { plainFilter } from '../../../src/dataset/list/listFilter';
import { until, useDataset } from '../editor';

const names = ['astronaut.jpg', 'cat.jpg', 'coffee.jpg', 'flower.jpg', 'horses.jpg', 'rocket.jpg', 'sunset.jpg'];

describe('Suggest Captions for All', function () {
  this.timeout(180_000);
  const dataset = useDataset(names);
  const suggestAll = (): Thenable<unknown> => vscode.commands.executeCommand('showtell.suggestAll');
  const status = (fileName: string): string | undefined => dataset.row(fileName)?.status;

  it('writes a suggested row for each image, and saves', async () => {
    await dataset.open();
    await suggestAll();
    assert.deepEqual(dataset.rows.map((row) => row.file_name).toSorted(), names);
    for (const row of dataset.rows) {
      assert.deepEqual(Object.keys(row), ['file_name', 'text', 'suggestion', 'status', 'model', 'updated']);
      assert.deepEqual([row.status, row.text, row.model], ['suggested', row.suggestion, 'flickr8k-attention-3']);
      assert.notEqual(row.text, '');
    }
    assert.equal(dataset.document.isDirty, false);
    assert.equal(dataset.saved, dataset.document.getText());
  });

  it('leaves alone what is decided, what another tool wrote, and images that are not there', async () => {
    const before =
      '{"file_name":"cat.jpg","text":"my cat","status":"written"}\n' +
      '{"file_name":"coffee.jpg","status":"excluded"}\n' +
      '{"file_name":"flower.jpg","caption":"of another tool","score":1.50}\n' +
      '{"file_name":"gone.jpg","text":""}\n';
    dataset.write(before);
    await dataset.open();
    await suggestAll();
    assert.ok(dataset.saved.startsWith(before));
    const added = dataset.rows.slice(4).map((row) => row.file_name);
    assert.deepEqual(added.toSorted(), ['astronaut.jpg', 'horses.jpg', 'rocket.jpg', 'sunset.jpg']);
  });

  it('fills a row without a caption in place, and keeps its other keys', async () => {
    dataset.write('{"file_name":"cat.jpg","text":"","split":"train"}\n');
    await dataset.open();
    await suggestAll();
    const cats = dataset.rows.filter((row) => row.file_name === 'cat.jpg');
    assert.equal(cats.length, 1);
    assert.deepEqual([cats[0].split, cats[0].status], ['train', 'suggested']);
  });

  it('makes anew what a batch with another model suggested, but not what somebody changed in it', async () => {
    const suggested = (fileName: string, text: string, suggestion: string): string =>
      `${JSON.stringify({ file_name: fileName, text, suggestion, status: 'suggested', model: 'an-older-model', updated: '' })}\n`;
    dataset.write(suggested('cat.jpg', 'an older cat', 'an older cat') + suggested('coffee.jpg', 'my cup', 'a cup'));
    await dataset.open();
    await suggestAll();
    const cat = dataset.row('cat.jpg');
    assert.deepEqual([cat?.status, cat?.model, cat?.suggestion], ['suggested', 'flickr8k-attention-3', cat?.text]);
    assert.notEqual(cat?.text, 'an older cat');
    const coffee = dataset.row('coffee.jpg');
    assert.deepEqual([coffee?.text, coffee?.model], ['my cup', 'an-older-model']);
  });

  it('never overwrites what somebody decides while it runs, whichever image it is', async () => {
    for (const [at, fileName] of names.entries()) {
      await dataset.api.chooseModel(dataset.api.chosenModel()); // forgets the suggestions there were
      await dataset.open();
      const running = suggestAll();
      // Before or while its suggestion is made; or when it is made and perhaps not written yet.
      if (at % 3 === 0) await dataset.suggestion(fileName);
      if (at % 2 === 0) dataset.type(fileName, 'my own words');
      else dataset.tell({ type: 'exclude', key: `${fileName} 0` });
      await running;
      await until(`${fileName} is decided`, () => /^(written|edited|excluded)$/.test(status(fileName) ?? ''));
      if (at % 2 === 0) assert.equal(dataset.row(fileName)?.text, 'my own words');
      assert.equal(dataset.rows.length, names.length);
      await dataset.end();
      dataset.begin(names);
    }
  });

  it('keeps what is finished when it is stopped, and goes on when it is run again', async () => {
    await dataset.api.chooseModel(dataset.api.chosenModel());
    await dataset.open();
    const running = suggestAll();
    await until('the engine is ready', () => dataset.api.engineStatus().state === 'ready');
    await vscode.commands.executeCommand('showtell.stopSuggesting');
    await running;
    const kept = dataset.document.getText();
    assert.equal(dataset.document.isDirty, false);
    assert.ok(dataset.rows.length < names.length, `${dataset.rows.length} were finished before it was stopped`);
    await suggestAll();
    assert.ok(dataset.saved.startsWith(kept));
    assert.equal(dataset.rows.length, names.length);
  });

  it('lists an image that fails in the Problems view with its reason, and captions the others', async () => {
    writeFileSync(path.join(dataset.folder, 'damaged.jpg'), 'no image');
    await dataset.open();
    await suggestAll();
    assert.equal(dataset.rows.length, names.length);
    const [problem] = vscode.languages.getDiagnostics(vscode.Uri.file(path.join(dataset.folder, 'damaged.jpg')));
    assert.match(problem.message, /^No caption could be suggested: ./);
    assert.equal(problem.source, 'Showtell');
  });

  it('shows an image that fails among the problems of the list, too', async () => {
    writeFileSync(path.join(dataset.folder, 'damaged.jpg'), 'no image');
    await dataset.open();
    // Not on screen, where it would be asked for anyway.
    dataset.tell({ type: 'filter', filter: { ...plainFilter, search: 'cat.jpg' } });
    await until('one image is shown', () => dataset.api.shown().length === 1);
    await suggestAll();
    dataset.tell({ type: 'filter', filter: { ...plainFilter, shown: 'problem' } });
    await until('the damaged one is shown', () => dataset.shown('damaged.jpg') !== undefined);
    assert.equal(dataset.api.shown().length, 1);
  });

  it('stops when the captions are closed, and keeps what is finished', async () => {
    await dataset.api.chooseModel(dataset.api.chosenModel());
    await dataset.open();
    const running = suggestAll();
    await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
    await running;
    assert.equal(vscode.window.tabGroups.all.flatMap((group) => group.tabs).length, 0);
  });
});
