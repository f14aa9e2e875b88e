import assert from 'node:assert/strict';
import { lstatSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'mocha';
import { until, useDataset } from '../editor';

describe('a dataset that is a symbolic link to no file', () => {
  const dataset = useDataset(['cat.jpg']);

  it('opens, and the first save makes the file there, and the link stays', async () => {
    mkdirSync(path.join(dataset.folder, 'elsewhere'));
    const target = path.join(dataset.folder, 'elsewhere', 'captions.jsonl');
    symlinkSync(target, dataset.file);
    await dataset.open();
    dataset.type('cat.jpg', 'a cat');
    await until('it has a row', () => dataset.row('cat.jpg') !== undefined);
    assert.ok(await dataset.document.save());
    assert.match(readFileSync(target, 'utf8'), /"a cat"/);
    assert.ok(lstatSync(dataset.file).isSymbolicLink());
  });
});
