import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'mocha';
import { datasetPath } from '../../../src/cli/program/datasetPath';
import { useTemporaryFolder } from '../../dataset/temporaryFolder';

describe('The dataset that is named on the command line', () => {
  const folder = useTemporaryFolder();
  const write = (...names: string[]): void => names.forEach((name) => writeFileSync(join(folder.path, name), ''));

  it('is the file that is given, also one that is not there', async () => {
    write('metadata.jsonl');
    assert.equal(await datasetPath(join(folder.path, 'other.jsonl')), join(folder.path, 'other.jsonl'));
  });

  it('is the metadata.jsonl of a folder, whatever else lies there', async () => {
    write('metadata.jsonl', 'birds.captions.jsonl');
    assert.equal(await datasetPath(folder.path), join(folder.path, 'metadata.jsonl'));
  });

  it('is the only captions file of a folder without metadata.jsonl', async () => {
    write('birds.captions.jsonl', 'notes.jsonl');
    assert.equal(await datasetPath(folder.path), join(folder.path, 'birds.captions.jsonl'));
  });

  it('is asked for where a folder holds several', async () => {
    write('birds.captions.jsonl', 'cats.captions.jsonl');
    await assert.rejects(datasetPath(folder.path), {
      message: `${folder.path} holds several datasets, birds.captions.jsonl and cats.captions.jsonl. Name the file instead.`,
    });
  });

  it('is asked for where a folder holds none', async () => {
    const empty = join(folder.path, 'empty');
    mkdirSync(empty);
    await assert.rejects(datasetPath(empty), {
      message: `The folder ${empty} holds no dataset: no metadata.jsonl and no NAME.captions.jsonl. Name the JSONL file instead.`,
    });
  });
});
