import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import * as vscode from 'vscode';
import { plainFilter } from '../../../src/dataset/list/listFilter';
import { until, useDataset } from '../editor';

const suggested = (fileName: string, text: string, suggestion = text): string =>
  `{"file_name":"${fileName}","text":"${text}","suggestion":"${suggestion}","status":"suggested","model":"m","updated":""}\n`;

describe('Accept All Shown', () => {
  const dataset = useDataset(['astronaut.jpg', 'cat.jpg', 'coffee.jpg', 'flower.jpg']);
  const acceptAll = (): Thenable<unknown> =>
    vscode.commands.executeCommand('showtell.acceptAllShown', { confirm: false });
  const statuses = (): Record<string, string> =>
    Object.fromEntries(dataset.rows.map((row) => [row.file_name, row.status]));

  it('accepts what the filter shows and nothing else, as one undo step', async () => {
    const before = suggested('cat.jpg', 'a cat') + suggested('coffee.jpg', 'a cup') + suggested('flower.jpg', 'a rose');
    dataset.write(before);
    await dataset.open();
    dataset.tell({ type: 'filter', filter: { ...plainFilter, shown: 'suggested', search: 'c' } });
    await until('two are shown', () => dataset.api.shown().length === 2);
    await acceptAll();
    assert.deepEqual(statuses(), { 'cat.jpg': 'accepted', 'coffee.jpg': 'accepted', 'flower.jpg': 'suggested' });
    await vscode.commands.executeCommand('undo');
    await until('it is undone', () => dataset.document.getText() === before);
  });

  it('accepts suggestions that are shown and have no row yet, too', async () => {
    await dataset.open();
    const texts = [await dataset.suggestion('astronaut.jpg'), await dataset.suggestion('cat.jpg')];
    await acceptAll();
    await until('there are rows', () => dataset.rows.length >= 2);
    for (const [at, fileName] of ['astronaut.jpg', 'cat.jpg'].entries()) {
      const { text, suggestion, status, model } = dataset.row(fileName) ?? {};
      assert.deepEqual([text, suggestion, status, model], [texts[at], texts[at], 'accepted', 'flickr8k-attention-3']);
    }
  });

  it('leaves alone what is decided, and accepts as edited what a replacement changed', async () => {
    const written =
      '{"file_name":"cat.jpg","text":"my cat","status":"written"}\n{"file_name":"flower.jpg","text":"theirs"}\n';
    dataset.write(written + suggested('coffee.jpg', 'a mug', 'a cup'));
    await dataset.open();
    dataset.tell({
      type: 'filter',
      filter: { ...plainFilter, search: '.*', isRegularExpression: true, shown: 'suggested' },
    });
    await until('one is shown', () => dataset.api.shown().length === 1);
    dataset.tell({ type: 'filter', filter: plainFilter });
    await until('all are shown', () => dataset.api.shown().length === 4);
    await acceptAll();
    assert.ok(dataset.document.getText().startsWith(written));
    const { text, suggestion, status } = dataset.row('coffee.jpg') ?? {};
    assert.deepEqual([text, suggestion, status], ['a mug', 'a cup', 'edited']);
  });
});
