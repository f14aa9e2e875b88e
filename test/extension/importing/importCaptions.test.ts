import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'mocha';
import * as vscode from 'vscode';
import { planImport } from '../../../src/dataset/import/importCaptions';
import type { ImportedRow } from '../../../src/dataset/import/importedRow';
import { CaptionDocument } from '../../../src/extension/document/captionDocument';
import { EditQueue } from '../../../src/extension/document/editQueue';
import { mergeIntoDocument } from '../../../src/extension/importing/mergeIntoDocument';
import { until, useDataset } from '../editor';

const cat = '{"file_name":"cat.jpg","text":"a cat","status":"written","source":"mine"}\n';
const flower =
  '{"file_name":"flower.jpg","text":"a rose","suggestion":"a rose","status":"suggested","model":"m","updated":""}\n';

describe('Import Captions', () => {
  const dataset = useDataset(['cat.jpg', 'coffee.jpg', 'flower.jpg']);
  const importing = (args: object): Thenable<unknown> =>
    vscode.commands.executeCommand('showtell.importCaptions', args);

  function write(name: string, content: string): string {
    const file = path.join(dataset.folder, name);
    writeFileSync(file, content);
    return file;
  }
  const table = (): string =>
    write('captions.csv', 'image,caption\ncat,"a tabby, asleep"\ncoffee,a cup\nflower,a red flower\n');
  const texts = (): string[][] => dataset.rows.map((row) => [row.file_name, row.text, row.status]);

  it('takes captions into the open dataset, as one undo step, and leaves what a person wrote', async () => {
    dataset.write(cat + flower);
    await dataset.open();
    await importing({ from: table() });
    assert.ok(dataset.document.getText().startsWith(cat));
    assert.deepEqual(texts(), [
      ['cat.jpg', 'a cat', 'written'],
      ['flower.jpg', 'a red flower', 'written'],
      ['coffee.jpg', 'a cup', 'written'],
    ]);
    assert.equal(dataset.row('flower.jpg')?.suggestion, 'a rose');
    assert.equal(dataset.document.isDirty, true);
    await vscode.commands.executeCommand('undo');
    await until('it is undone', () => dataset.document.getText() === cat + flower);
  });

  it('replaces a person’s caption where that is asked for, and keeps what else the row says', async () => {
    dataset.write(cat);
    await dataset.open();
    await importing({ from: table(), overwrite: true });
    assert.deepEqual(texts()[0], ['cat.jpg', 'a tabby, asleep', 'written']);
    assert.equal(dataset.row('cat.jpg')?.source, 'mine');
  });

  it('makes suggestions of what machines wrote, in a dataset that has no file yet', async () => {
    await dataset.open();
    await importing({ from: table(), as: 'suggestions' });
    assert.deepEqual(
      texts().map(([, , status]) => status),
      ['suggested', 'suggested', 'suggested'],
    );
    assert.equal(dataset.row('cat.jpg')?.model, 'captions.csv');
    assert.equal(dataset.fileExists, false);
    await until('the editor shows it', () => dataset.shown('coffee.jpg')?.status === 'suggested');
    const isLookedAt = (): boolean => dataset.api.shown().some(({ suggestion }) => suggestion.state === 'ready');
    await until('the captioner has a suggestion of its own', isLookedAt);
    assert.deepEqual(
      dataset.api.shown().map(({ text }) => text),
      ['a tabby, asleep', 'a cup', 'a red flower'],
    );
  });

  it('looks at what the dataset holds when its turn comes: what somebody wrote meanwhile stays', async () => {
    await dataset.open();
    const first = write('first.csv', 'image,caption\ncat,first\n');
    const second = write('second.csv', 'image,caption\ncat,second\ncoffee,a cup\n');
    await Promise.all([importing({ from: first }), importing({ from: second })]);
    assert.equal(dataset.rows.filter((row) => row.file_name === 'cat.jpg').length, 1);
    assert.equal(dataset.row('coffee.jpg')?.text, 'a cup');
  });

  it('replaces no caption that somebody wrote since it was looked at, where it may replace captions', async () => {
    dataset.write(cat);
    await vscode.commands.executeCommand('vscode.openWith', vscode.Uri.file(dataset.file), 'default');
    const captions = new CaptionDocument(dataset.document);
    const rows: ImportedRow[] = [];
    const request = { from: table(), format: 'csv', dataset: dataset.file, before: cat, overwrite: true } as const;
    await planImport({ ...request, asSuggestions: false, model: '', now: '' }, { found: (row) => void rows.push(row) });
    await dataset.replaceText('', '{"file_name":"flower.jpg","text":"a rose in May","status":"written"}\n');
    const { kept, replaced, added } = await mergeIntoDocument(rows, request, captions, new EditQueue(captions));
    assert.deepEqual({ kept, replaced, added }, { kept: ['flower.jpg'], replaced: 1, added: 1 });
    assert.equal(dataset.row('flower.jpg')?.text, 'a rose in May');
    assert.equal(dataset.row('cat.jpg')?.text, 'a tabby, asleep');
    captions.dispose();
  });

  it('writes thousands of rows as one undo step', async () => {
    const rows = Array.from(
      { length: 700 },
      (_, at) => `{"file_name":"cat.jpg","text":"caption ${at}","status":"suggested"}\n`,
    );
    dataset.write(rows.join(''));
    await dataset.open();
    const before = dataset.document.getText();
    const lines = Array.from({ length: 700 }, (_, at) => `cat.jpg,other ${at}\n`);
    await importing({ from: write('many.csv', `image,caption\n${lines.join('')}`) });
    assert.deepEqual(
      dataset.rows.map(({ text }) => text),
      lines.map((_, at) => `other ${at}`),
    );
    await vscode.commands.executeCommand('undo');
    await until('it is undone', () => dataset.document.getText() === before);
  });

  it('says what is wrong with a file that cannot be read, and changes nothing', async () => {
    dataset.write(cat);
    await dataset.open();
    await assert.rejects(
      async () => importing({ from: write('broken.json', '{"images":'), format: 'coco' }),
      /broken\.json:1:\d+ is not valid JSON/,
    );
    assert.equal(dataset.document.getText(), cat);
  });
});
