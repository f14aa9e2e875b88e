import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { mock } from 'node:test';
import { isFolderLocked, lockFolder } from '../../src/dataset/folderLock';

describe('The lock of a folder', () => {
  let folder: string;
  let file: string;

  beforeEach(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'showtell-lock-'));
    file = path.join(folder, 'lock');
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  const owner = (process: number, host = os.hostname()): string => JSON.stringify({ process, host, id: 'other' });
  const grewOld = (): Promise<void> => utimes(file, new Date(Date.now() - 600_000), new Date(Date.now() - 600_000));
  const canBeTaken = async (): Promise<boolean> => {
    const wasLocked = await isFolderLocked(folder);
    const lock = await lockFolder(folder);
    await lock?.release();
    assert.equal(wasLocked, lock === undefined);
    return lock !== undefined;
  };

  it('is held by one at a time, and leaves nothing behind', async () => {
    const lock = await lockFolder(folder);
    assert.equal(await lockFolder(folder), undefined);
    assert.equal(await isFolderLocked(folder), true);
    await lock?.release();
    assert.deepEqual(await readdir(folder), []);
    assert.equal(await isFolderLocked(folder), false);
  });

  it('is free once its process has ended', async () => {
    await writeFile(file, owner(2 ** 22 - 1));
    assert.equal(await canBeTaken(), true);
  });

  it('is not free while its process lives', async () => {
    await writeFile(file, owner(process.ppid));
    assert.equal(await canBeTaken(), false);
  });

  it('is free where another process has the number of the one that ended', async () => {
    await writeFile(file, owner(process.ppid));
    await grewOld();
    assert.equal(await canBeTaken(), true);
  });

  it('is not free while it is just being written', async () => {
    await writeFile(file, '');
    assert.equal(await canBeTaken(), false);
    await grewOld();
    assert.equal(await canBeTaken(), true);
  });

  it('is not free while a process of another machine renews it', async () => {
    await writeFile(file, owner(1, 'another-machine'));
    assert.equal(await canBeTaken(), false);
  });

  it('is renewed for as long as it is held', async () => {
    mock.timers.enable({ apis: ['setInterval'] });
    try {
      const lock = await lockFolder(folder);
      await grewOld();
      mock.timers.tick(60_000);
      while ((await stat(file)).mtimeMs < Date.now() - 60_000) await new Promise((resolve) => setImmediate(resolve));
      await lock?.release();
    } finally {
      mock.timers.reset();
    }
  });

  it('is not taken away from whoever took it after it had expired', async () => {
    const lock = await lockFolder(folder);
    await writeFile(file, owner(process.ppid));
    await lock?.release();
    assert.equal(await readFile(file, 'utf8'), owner(process.ppid));
  });
});
