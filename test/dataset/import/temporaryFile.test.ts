import assert from 'node:assert/strict';
import { readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'mocha';
import { removeLeftovers, temporaryBeside } from '../../../src/dataset/import/temporaryFile';
import { useTemporaryFolder } from '../temporaryFolder';

describe('What an import keeps that is not finished', () => {
  const folder = useTemporaryFolder();

  it('stands beside the dataset, each time under another name, and is taken away after a crash; nothing else is', async () => {
    const dataset = path.join(folder.path, 'metadata.jsonl');
    const unfinished = [temporaryBeside(dataset), temporaryBeside(dataset)];
    assert.equal(new Set(unfinished).size, 2);
    const others = [
      dataset,
      temporaryBeside(path.join(folder.path, 'other.jsonl')),
      temporaryBeside(path.join(folder.path, 'my-metadata.jsonl')),
      `${dataset}.0123456789ab.tmp`,
      `${dataset}.0123456789ab.import.tmp.bak`,
      `${dataset}.mine.import.tmp`,
    ];
    for (const file of [...unfinished, ...others]) writeFileSync(file, '');
    await removeLeftovers(dataset);
    assert.deepEqual(readdirSync(folder.path).sort(), others.map((file) => path.basename(file)).sort());
  });
});
