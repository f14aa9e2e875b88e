import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import * as vscode from 'vscode';
import { plainFilter } from '../../../src/dataset/list/listFilter';
import { until, useDataset } from '../editor';

describe('Copying a caption', () => {
  const dataset = useDataset(['astronaut.jpg', 'cat.jpg', 'coffee.jpg', 'flower.jpg']);

  it('fills the images that are shown and have no caption, and no other, as one undo step', async () => {
    const before =
      '{"file_name":"cat.jpg","text":"a cat","status":"written"}\n' +
      '{"file_name":"flower.jpg","text":"a rose","suggestion":"a rose","status":"suggested","model":"m","updated":""}\n';
    dataset.write(before);
    await dataset.open();
    dataset.tell({ type: 'filter', filter: { ...plainFilter, shown: 'written' } });
    await until('the cat is selected', () => dataset.api.shown().length === 1);
    dataset.tell({ type: 'filter', filter: plainFilter });
    await until('all are shown', () => dataset.api.shown().length === 4);
    assert.equal(dataset.api.shown()[0].fileName, 'cat.jpg');
    await vscode.commands.executeCommand('showtell.copyCaption', { confirm: false });
    assert.ok(dataset.document.getText().startsWith(before));
    assert.deepEqual(
      dataset.rows.slice(2).map((row) => [row.file_name, row.text, row.status]),
      [
        ['astronaut.jpg', 'a cat', 'written'],
        ['coffee.jpg', 'a cat', 'written'],
      ],
    );
    await vscode.commands.executeCommand('undo');
    await until('it is undone', () => dataset.document.getText() === before);
  });
});
