import assert from 'node:assert/strict';
import { existsSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'mocha';
import { makeFolder } from '../../../src/dataset/files/makeFolder';
import { useTemporaryFolder } from '../temporaryFolder';

describe('A folder is made', () => {
  const folder = useTemporaryFolder();
  const inside = (...names: string[]): string => path.join(folder.path, ...names);

  it('with those around it, and stays where it is there', async () => {
    for (let time = 0; time < 2; time++) await makeFolder(inside('one', 'two', 'three'));
    assert.ok(statSync(inside('one', 'two', 'three')).isDirectory());
  });

  it('by several at a time, each of which needs what another makes', async () => {
    for (let round = 0; round < 50; round++) {
      const places = [['a'], ['a', 'b'], ['a', 'b', 'c'], ['a', 'd']].map((names) => inside(String(round), ...names));
      await Promise.all([...places, ...places].map((place) => makeFolder(place)));
      assert.deepEqual(
        places.filter((place) => !existsSync(place)),
        [],
      );
    }
  });

  it('through a link to a folder, and stays that link', async () => {
    await makeFolder(inside('real'));
    symlinkSync(inside('real'), inside('link'), 'junction');
    await makeFolder(inside('link'));
    await makeFolder(inside('link', 'in'));
    assert.ok(existsSync(inside('real', 'in')));
  });

  it('in no file, and in the place of none', async () => {
    writeFileSync(inside('file'), '');
    await assert.rejects(makeFolder(inside('file')), { code: 'EEXIST' });
    await assert.rejects(makeFolder(inside('file', 'in')), /ENOTDIR|ENOENT|EEXIST/);
  });
});
