import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import * as vscode from 'vscode';
import { until, useDataset } from '../editor';

const cat = '{"file_name":"cat.jpg","text":{"subject":"a cat","weight":1.50},"status":"written","n":1.0}';
const cup = '{"file_name":"coffee.jpg","text":{},"n":2.0}';

describe('A row whose caption is an object', () => {
  const dataset = useDataset(['cat.jpg', 'coffee.jpg']);

  it('is shown as JSON over several lines, and is another object once that is typed', async () => {
    dataset.write(`${cat}\n${cup}\n`);
    await dataset.open();
    assert.equal(dataset.shown('cat.jpg')?.isStructured, true);
    assert.equal(dataset.shown('cat.jpg')?.text, '{\n  "subject": "a cat",\n  "weight": 1.50\n}');
    dataset.type('cat.jpg', '{\n  "subject": "a big cat",\n  "weight": 1.50\n}');
    await until('it is another', () => dataset.document.getText().includes('{"subject":"a big cat","weight":1.50}'));
    assert.ok(dataset.document.getText().endsWith(`\n${cup}\n`));
    await vscode.commands.executeCommand('undo');
    await until('it is as before', () => dataset.document.getText() === `${cat}\n${cup}\n`);
  });

  it('stays as it is where something else would take its place', async () => {
    dataset.write(`${cat}\n${cup}\n`);
    await dataset.open();
    dataset.type('cat.jpg', 'a sentence');
    // Edits are made in turn: when the next is there, this one was refused.
    dataset.type('coffee.jpg', 'a cup');
    await until('the next is there', () => dataset.row('coffee.jpg')?.text === 'a cup');
    assert.ok(dataset.document.getText().startsWith(`${cat}\n`));
  });

  it('may be a list of objects, which is shown and edited in the same way', async () => {
    const list = '{"file_name":"cat.jpg","text":[{"subject":"a cat"}],"status":"written"}';
    dataset.write(`${list}\n${cup}\n`);
    await dataset.open();
    assert.equal(dataset.shown('cat.jpg')?.isStructured, true);
    dataset.type('cat.jpg', '[\n  {\n    "subject": "a big cat"\n  }\n]');
    await until('it is another', () => dataset.document.getText().includes('"text":[{"subject":"a big cat"}],'));
  });
});
