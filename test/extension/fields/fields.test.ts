import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import * as vscode from 'vscode';
import { until, useDataset } from '../editor';

const cat = '{ "file_name":"cat.jpg","n":1.50,"text":"a cat", "split":"train","tags":"pet" }';
const cup = '{"file_name":"coffee.jpg","text":"a cup"}';

describe('A field of a row', () => {
  const dataset = useDataset(['cat.jpg', 'coffee.jpg', 'temple.jpg']);
  const set = (key: string, name: string, text: string): void =>
    dataset.tell({ type: 'setField', key, name, text, id: 1 });
  const untilText = (text: string): Promise<void> =>
    until(`the document is ${text}`, () => dataset.document.getText() === text);

  it('is shown with the row, whatever is no text, too', async () => {
    dataset.write(`${cat}\n${cup}\n`);
    await dataset.open();
    assert.deepEqual(dataset.shown('cat.jpg')?.fields, [
      { name: 'n', text: '1.50', isText: false },
      { name: 'split', text: 'train', isText: true },
      { name: 'tags', text: 'pet', isText: true },
    ]);
    assert.deepEqual(dataset.shown('coffee.jpg')?.fields, []);
  });

  it('becomes another as one step of undo, and no other byte changes', async () => {
    dataset.write(`${cat}\n${cup}\n`);
    await dataset.open();
    set('cat.jpg 0', 'split', 'val "2"');
    await untilText(`${cat.replace('"train"', '"val \\"2\\""')}\n${cup}\n`);
    await until('it is shown', () => dataset.shown('cat.jpg')?.fields[1].text === 'val "2"');
    await vscode.commands.executeCommand('undo');
    await untilText(`${cat}\n${cup}\n`);
    await until('it is shown as before', () => dataset.shown('cat.jpg')?.fields[1].text === 'train');
  });

  it('comes last where the row has none', async () => {
    dataset.write(`${cat}\n${cup}\n`);
    await dataset.open();
    set('coffee.jpg 0', 'split', 'test');
    await untilText(`${cat}\n{"file_name":"coffee.jpg","text":"a cup","split":"test"}\n`);
  });

  it('gives an image without a row one, on which nothing is decided', async () => {
    dataset.write(`${cup}\n`);
    await dataset.open();
    set('temple.jpg 0', 'split', 'test');
    const row =
      '{"file_name":"temple.jpg","text":"","suggestion":"","status":"","model":"","updated":"","split":"test"}';
    await untilText(`${cup}\n${row}\n`);
    assert.equal(dataset.shown('temple.jpg')?.status, '');
    await vscode.commands.executeCommand('undo');
    await untilText(`${cup}\n`);
  });

  it('stays when its caption is decided on', async () => {
    dataset.write(`${cat}\n`);
    await dataset.open();
    set('cat.jpg 0', 'split', 'val');
    dataset.type('cat.jpg', 'the face of a cat');
    await until('it is decided', () => dataset.row('cat.jpg')?.status === 'written');
    assert.equal(dataset.row('cat.jpg')?.split, 'val');
  });
});
