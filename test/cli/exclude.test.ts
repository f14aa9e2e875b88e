import assert from 'node:assert/strict';
import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'mocha';
import { useTemporaryFolder } from '../dataset/temporaryFolder';
import { runHere } from './runHere';
import { runScripted } from './scriptedEngine';

describe('--exclude', function () {
  this.timeout(60_000);
  const folder = useTemporaryFolder();

  beforeEach(() => {
    for (const name of ['thumbs', '@eaDir']) mkdirSync(join(folder.path, name));
    for (const name of ['a.jpg', 'b_mask.jpg', 'thumbs/c.jpg', '@eaDir/d.jpg'])
      cpSync(join('samples', 'cat.jpg'), join(folder.path, name));
  });

  it('leaves images out of showtell caption', async () => {
    const { asked } = await runScripted(
      ['caption', folder.path, '--exclude', 'thumbs', '--exclude', '*_mask.*'],
      () => 'a cat',
    );
    assert.deepEqual(asked, ['a.jpg']);
  });

  it('leaves them out of what showtell check misses', async () => {
    const dataset = join(folder.path, 'metadata.jsonl');
    writeFileSync(dataset, '{"file_name":"a.jpg","text":"x"}\n');
    assert.match((await runHere(['check', dataset])).stderr, /2 of 3 images in the folder have no row/);
    const { stderr } = await runHere(['check', dataset, '--exclude', 'thumbs', '--exclude', '*_mask.*']);
    assert.doesNotMatch(stderr, /have no row/);
  });
});
