import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'mocha';
import * as vscode from 'vscode';
import { plainFilter } from '../../../src/dataset/list/listFilter';
import { until, useDataset } from '../editor';

const row = (file: string, text: string, status: string): string =>
  `${JSON.stringify({ file_name: file, text, suggestion: '', status, model: '', updated: '' })}\n`;

describe('Export', () => {
  const dataset = useDataset(['astronaut.jpg', 'cat.jpg', 'coffee.jpg', 'flower.jpg']);
  const place = (name: string): string => path.join(dataset.folder, name);
  const exporting = (args: object): Thenable<unknown> =>
    vscode.commands.executeCommand('showtell.exportCaptions', args);

  /** The captions of a CSV that was exported: file and text. */
  const exported = (name: string): string[] =>
    readFileSync(place(name), 'utf8')
      .split('\n')
      .slice(1, -1)
      .map((line) => line.split(',').slice(0, 2).join(' '));

  async function open(): Promise<void> {
    dataset.write(
      row('cat.jpg', 'a cat', 'written') +
        row('coffee.jpg', 'a cup', 'excluded') +
        row('flower.jpg', 'a rose', 'suggested'),
    );
    await dataset.open();
  }

  it('writes what is decided, as the editor has it, also before it is saved', async () => {
    await open();
    dataset.type('astronaut.jpg', 'a woman in a suit');
    await until('it is in the document', () => dataset.row('astronaut.jpg') !== undefined);
    await exporting({ format: 'csv', out: place('out.csv') });
    assert.equal(dataset.document.isDirty, true);
    assert.deepEqual(exported('out.csv').sort(), ['astronaut.jpg a woman in a suit', 'cat.jpg a cat']);
  });

  it('writes what is shown, with suggestions and what is excluded only where they are asked for', async () => {
    await open();
    await exporting({ format: 'csv', out: place('all.csv'), what: 'all' });
    assert.equal(exported('all.csv').length, 3);
    dataset.tell({ type: 'filter', filter: { ...plainFilter, search: 'o', searchIn: 'names' } });
    await until('the filter has come', () => dataset.api.shown().length === 3);
    await exporting({ format: 'csv', out: place('shown.csv'), what: 'shown' });
    assert.deepEqual(exported('shown.csv'), ['coffee.jpg a cup', 'flower.jpg a rose']);
    await exporting({ format: 'csv', out: place('none.csv'), what: 'shownDecided' });
    assert.equal(existsSync(place('none.csv')), false);
  });

  it('writes a folder of images with their captions', async () => {
    await open();
    await exporting({ format: 'imagefolder', out: place('out') });
    assert.deepEqual(readdirSync(place('out/train')).sort(), ['cat.jpg', 'metadata.jsonl']);
  });

  it('has the sizes of images where a format wants them', async () => {
    await open();
    await exporting({ format: 'coco', out: place('coco.json') });
    assert.match(readFileSync(place('coco.json'), 'utf8'), /"file_name":"cat\.jpg","width":\d+,"height":\d+/);
  });

  it('adds a dataset card to the folder, which names what is decided', async () => {
    await open();
    await vscode.commands.executeCommand('showtell.addDatasetCard');
    assert.match(readFileSync(place('README.md'), 'utf8'), /- "decided-train\.jsonl"/);
    const lines = readFileSync(place('decided-train.jsonl'), 'utf8').trim().split('\n');
    assert.deepEqual(
      lines.map((line) => (JSON.parse(line) as { file_name: string }).file_name),
      ['cat.jpg'],
    );
  });

  it('writes over no file that it did not write, and says so', async () => {
    await open();
    writeFileSync(place('mine.csv'), 'mine');
    await assert.rejects(
      async () => exporting({ format: 'csv', out: place('mine.csv') }),
      /mine\.csv.*Nothing was written/,
    );
    assert.equal(readFileSync(place('mine.csv'), 'utf8'), 'mine');
    await assert.rejects(async () => exporting({ format: 'jsonl', out: dataset.file }), /Nothing was written/);
    assert.ok(!existsSync(place('.showtell-export.jsonl')));
  });
});
