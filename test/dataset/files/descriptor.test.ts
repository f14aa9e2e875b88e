import assert from 'node:assert/strict';
import { readdirSync, readFileSync, realpathSync, readlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'mocha';
import { writeNew } from '../../../src/dataset/files/descriptor';
import { useTemporaryFolder } from '../temporaryFolder';

describe('A new file of several parts', () => {
  const folder = useTemporaryFolder();
  const place = (): string => path.join(folder.path, 'new.bin');

  it('has all of them, in their order', async () => {
    const parts = [Buffer.from('one'), Buffer.alloc(0), Buffer.alloc(3_000_000, 'x'), Buffer.from('end')];
    await writeNew(place(), parts);
    assert.ok(readFileSync(place()).equals(Buffer.concat(parts)));
  });

  it('is written over nothing that is there', async () => {
    writeFileSync(place(), 'mine');
    await assert.rejects(writeNew(place(), [Buffer.from('theirs')]), { code: 'EEXIST' });
    assert.equal(readFileSync(place(), 'utf8'), 'mine');
  });

  it('is closed again, also where its parts end with an error', async function () {
    if (process.platform !== 'linux') this.skip(); // elsewhere a process cannot see what it has open
    const failing = function* (): Generator<Buffer> {
      yield Buffer.from('one');
      throw new Error('no more');
    };
    await assert.rejects(writeNew(place(), failing()), /no more/);
    await writeNew(`${place()}2`, [Buffer.from('one')]);
    assert.deepEqual(
      openFiles().filter((file) => file.startsWith(realpathSync(folder.path))),
      [],
    );
  });
});

/** The files that this process has open. */
function openFiles(): string[] {
  return readdirSync('/proc/self/fd').flatMap((number) => {
    try {
      return [readlinkSync(`/proc/self/fd/${number}`)];
    } catch {
      return []; // closed meanwhile
    }
  });
}
