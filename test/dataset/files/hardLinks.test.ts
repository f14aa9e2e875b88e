import assert from 'node:assert/strict';
import { linkSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { lockFile } from '../../../src/dataset/files/folderLock';
import { lockFileOfAnyName } from '../../../src/dataset/files/hardLinks';
import { useTemporaryFolder } from '../temporaryFolder';

describe('A file that is taken by any of its names', () => {
  const folder = useTemporaryFolder();
  const { TMPDIR, TEMP } = process.env;
  let names: string[];
  beforeEach(() => {
    // A machine on which nobody has done so before.
    const temporary = path.join(folder.path, 'temporary');
    mkdirSync(temporary);
    Object.assign(process.env, { TMPDIR: temporary, TEMP: temporary });
    names = ['one.jsonl', 'two.jsonl'].map((name) => path.join(folder.path, name));
    writeFileSync(names[0], '');
    linkSync(names[0], names[1]);
  });

  afterEach(() => {
    for (const [name, value] of Object.entries({ TMPDIR, TEMP }))
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
  });

  it('is taken by all of them, until it is given back', async () => {
    const lock = await lockFileOfAnyName(names[0]);
    assert.equal(await lock?.isHeld(), true);
    for (const name of names) assert.equal(await lockFileOfAnyName(name), undefined);
    await lock?.release();
    assert.equal(await lock?.isHeld(), false);
    for (const name of names) {
      const again = await lockFileOfAnyName(name);
      assert.ok(again, name);
      await again.release();
    }
    assert.deepEqual(readdirSync(folder.path), ['one.jsonl', 'temporary', 'two.jsonl'], 'nothing is left');
  });

  it('can be taken by its other name once it was refused', async () => {
    const lock = await lockFileOfAnyName(names[0]);
    assert.equal(await lockFileOfAnyName(names[1]), undefined);
    const free = await lockFile(names[1]);
    assert.ok(free, 'the refusal left nothing there');
    await free.release();
    await lock?.release();
  });

  it('is taken as any other where it has one name, or is not there yet', async () => {
    rmSync(names[1]);
    for (const name of [names[0], path.join(folder.path, 'new.jsonl')]) {
      const lock = await lockFileOfAnyName(name);
      assert.equal(await lock?.isHeld(), true);
      assert.equal(await lockFile(name), undefined);
      await lock?.release();
    }
  });

  it('is not taken by one who has lost one of its locks', async () => {
    const lock = await lockFileOfAnyName(names[0]);
    const locks = readdirSync(folder.path).filter((name) => name.includes('lock'));
    assert.equal(locks.length, 1);
    rmSync(path.join(folder.path, locks[0]), { recursive: true });
    assert.equal(await lock?.isHeld(), false);
    await lock?.release();
  });
});
