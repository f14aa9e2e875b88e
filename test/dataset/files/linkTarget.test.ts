import assert from 'node:assert/strict';
import { mkdirSync, realpathSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'mocha';
import { linkTarget } from '../../../src/dataset/files/linkTarget';
import { useTemporaryFolder } from '../temporaryFolder';

describe('Where a path leads', () => {
  const folder = useTemporaryFolder();
  const place = (name: string): string => path.join(folder.path, name);
  /** On macOS the folder for temporary files is behind a link itself. */
  const real = (name: string): string => path.join(realpathSync(folder.path), name);

  it('is the file itself, or where it would be made', async () => {
    writeFileSync(place('a.jsonl'), '');
    assert.equal(await linkTarget(place('a.jsonl')), real('a.jsonl'));
    assert.equal(await linkTarget(place('none.jsonl')), place('none.jsonl'));
    assert.equal(await linkTarget('none.jsonl'), path.resolve('none.jsonl'));
  });

  it('is the file at the end of links, as seen from the folder of each', async function () {
    if (process.platform === 'win32') this.skip(); // a link takes a right there that few have
    for (const name of ['one', 'two']) mkdirSync(place(name));
    writeFileSync(place('two/a.jsonl'), '');
    symlinkSync('../two/a.jsonl', place('one/link.jsonl'));
    symlinkSync('one/link.jsonl', place('link.jsonl'));
    symlinkSync('two', place('folder'));
    for (const name of ['link.jsonl', 'folder/a.jsonl'])
      assert.equal(await linkTarget(place(name)), real('two/a.jsonl'), name);
  });

  it('is where the last of some links leads, although nothing is there yet', async function () {
    if (process.platform === 'win32') this.skip(); // a link takes a right there that few have
    mkdirSync(place('one'));
    symlinkSync('../new.jsonl', place('one/link.jsonl'));
    symlinkSync('one/link.jsonl', place('link.jsonl'));
    assert.equal(await linkTarget(place('link.jsonl')), place('new.jsonl'));
  });

  it('is nowhere where links lead round in a circle', async function () {
    if (process.platform === 'win32') this.skip(); // a link takes a right there that few have
    symlinkSync('b', place('a'));
    symlinkSync('a', place('b'));
    await assert.rejects(linkTarget(place('a')), { code: 'ELOOP' });
  });
});
