import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'mocha';
import * as z from 'zod';
import { KeptMap } from '../../../src/extension/base/keptMap';
import { useTemporaryFolder } from '../../dataset/temporaryFolder';

describe('A map that is kept in a file', () => {
  const folder = useTemporaryFolder();
  const failures: unknown[] = [];
  const open = async (most: number): Promise<KeptMap<number>> => {
    const map = new KeptMap(path.join(folder.path, 'kept.json'), z.number(), most, (error) => failures.push(error));
    await map.opened;
    return map;
  };
  const kept = async (...names: string[]): Promise<(number | undefined)[]> => {
    const map = await open(10);
    return names.map((name) => map.get(name));
  };

  it('does not grow for ever: what was learnt first is forgotten', async () => {
    const map = await open(3);
    for (const [at, name] of ['a', 'b', 'c', 'd', 'e'].entries()) map.set(name, at);
    await map.flush();
    assert.deepEqual(await kept('a', 'b', 'c', 'd', 'e'), [undefined, undefined, 2, 3, 4]);
  });

  it('has what was learnt while the file was being read, not what the file had', async () => {
    writeFileSync(path.join(folder.path, 'kept.json'), '[["a",1],["b",2]]');
    const map = new KeptMap(path.join(folder.path, 'kept.json'), z.number(), 10, (error) => failures.push(error));
    map.set('a', 9);
    await map.opened;
    assert.deepEqual([map.get('a'), map.get('b')], [9, 2]);
  });

  it('forgets what is taken out of it, in the file, too', async () => {
    const map = await open(10);
    map.set('a', 1);
    await map.flush();
    map.delete('a');
    await map.flush();
    assert.deepEqual([map.get('a'), ...(await kept('a'))], [undefined, undefined]);
  });

  it('goes on where it cannot be written, and tells why', async () => {
    const map = new KeptMap(path.join(folder.path, 'file', 'kept.json'), z.number(), 10, (error) =>
      failures.push(error),
    );
    await map.opened;
    writeFileSync(path.join(folder.path, 'file'), '');
    map.set('a', 1);
    await map.flush();
    assert.equal(map.get('a'), 1);
    assert.match(String(failures.pop()), /EEXIST|ENOTDIR/);
    assert.deepEqual(failures, []);
  });
});
