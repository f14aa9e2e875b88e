import assert from 'node:assert/strict';
import { fork, spawn, type ChildProcess } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { chmodSync, existsSync } from 'node:fs';
import fs, { mkdir, mkdtemp, readdir, rm, stat, utimes, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { mock } from 'node:test';
import { isFolderLocked, lockFile, lockFolder } from '../../../src/dataset/files/folderLock';

/** No process has this number. */
const nobody = 2 ** 22 - 1;

function hashOf(host: string): string {
  return createHash('sha256').update(host).digest('hex').slice(0, 16);
}

describe('The lock of a folder', () => {
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'showtell-lock-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  /** A claim as a process leaves it; one that asks is empty. */
  async function claim(process: number, { content = 'got', host = os.hostname(), age = 0 } = {}): Promise<string> {
    const file = path.join(folder, '.lock', `${hashOf(host)}.${process}.other`);
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, content);
    const when = new Date(Date.now() - age);
    await utimes(file, when, when);
    return file;
  }

  async function canBeTaken(): Promise<boolean> {
    const wasLocked = await isFolderLocked(folder);
    const lock = await lockFolder(folder);
    await lock?.release();
    assert.equal(wasLocked, lock === undefined);
    return lock !== undefined;
  }

  it('is held by one at a time, and leaves nothing behind', async () => {
    const lock = await lockFolder(folder);
    assert.equal(await lockFolder(folder), undefined);
    assert.equal(await isFolderLocked(folder), true);
    assert.equal(await lock?.isHeld(), true);
    await lock?.release();
    assert.deepEqual(await readdir(folder), []);
    assert.equal(await isFolderLocked(folder), false);
  });

  it('can be taken again and again, also after it was refused', async () => {
    for (let time = 0; time < 3; time++) {
      const lock = await lockFolder(folder);
      assert.ok(lock);
      assert.equal(await lockFolder(folder), undefined);
      await lock.release();
    }
    await claim(process.ppid);
    assert.equal(await canBeTaken(), false);
    await rm(path.join(folder, '.lock'), { recursive: true });
    assert.equal(await canBeTaken(), true);
  });

  it('can be taken once what kept it from being written is put right', async () => {
    const file = path.join(folder, 'file');
    await writeFile(file, '');
    await assert.rejects(lockFolder(file), /cannot be written/);
    await rm(file);
    const lock = await lockFolder(file);
    assert.ok(lock);
    await lock.release();
  });

  it('can be taken once it was released, also where its claim could not be deleted then', async () => {
    const lock = await lockFolder(folder);
    const rm = mock.method(fs, 'rm', () => Promise.reject(new Error('busy')), { times: 1 });
    await assert.rejects(async () => lock?.release(), /busy/);
    rm.mock.restore();
    assert.equal(await canBeTaken(), true);
  });

  it('can be taken once it could not be written, also where its claim could not be deleted then', async () => {
    const refused = [
      mock.method(fs, 'writeFile', () => Promise.reject(new Error('no space'))),
      mock.method(fs, 'rm', () => Promise.reject(new Error('busy'))),
    ];
    await assert.rejects(lockFolder(folder), /no space/);
    for (const one of refused) one.mock.restore();
    assert.equal(await canBeTaken(), true);
  });

  it('leaves nothing where it could not be written', async () => {
    const refused = mock.method(fs, 'writeFile', () => Promise.reject(new Error('no space')));
    await assert.rejects(lockFolder(folder), /no space/);
    refused.mock.restore();
    assert.deepEqual(await readdir(folder), []);
  });

  it('is free once its process has ended', async () => {
    await claim(nobody);
    assert.equal(await canBeTaken(), true);
  });

  it('keeps nothing of processes that have ended', async () => {
    await claim(nobody);
    const lock = await lockFolder(folder);
    assert.equal((await readdir(path.join(folder, '.lock'))).length, 1);
    await lock?.release();
    assert.deepEqual(await readdir(folder), []);
  });

  it('is free once its process has ended while it asked', async () => {
    await claim(nobody, { content: '' });
    assert.equal(await canBeTaken(), true);
  });

  it('is not free while its process lives', async () => {
    await claim(process.ppid);
    assert.equal(await canBeTaken(), false);
  });

  it("is not free while another user's process lives", async function () {
    if (process.getuid?.() !== 0) this.skip(); // only the superuser can become another user
    await claim(process.pid);
    chmodSync(folder, 0o777);
    chmodSync(path.join(folder, '.lock'), 0o777);
    const script = `process.setgid(65534); process.setuid(65534);
      require(${JSON.stringify(path.resolve('src/dataset/files/folderLock.ts'))}).lockFolder(${JSON.stringify(folder)})
        .then((lock) => console.log(lock === undefined ? 'taken' : 'free'))`;
    const child = spawn(process.execPath, ['--import', 'tsx', '--eval', script], {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { ...process.env, TSX_DISABLE_CACHE: '1' },
    });
    const [answer] = (await once(child.stdout, 'data')) as [Buffer];
    assert.equal(answer.toString().trim(), 'taken');
  });

  it('is free where a process of this very number had it: after the restart of a container', async () => {
    await claim(process.pid);
    assert.equal(await canBeTaken(), true);
  });

  it('is free where another process has the number of the one that ended', async () => {
    await claim(process.ppid, { age: 600_000 });
    assert.equal(await canBeTaken(), true);
  });

  it('is free where the clock was set back since it was renewed', async () => {
    await claim(process.ppid, { age: -600_000 });
    assert.equal(await canBeTaken(), true);
  });

  it('is not free while a process of another machine renews it', async () => {
    await claim(nobody, { host: 'another-machine' });
    assert.equal(await canBeTaken(), false);
    await claim(nobody, { host: 'another-machine', age: 600_000 });
    assert.equal(await canBeTaken(), true);
  });

  it('gives up where another asks without an end, and is taken by nobody then', async () => {
    const other = await claim(process.ppid, { content: '' });
    assert.equal(await lockFolder(folder), undefined);
    assert.deepEqual(await readdir(path.dirname(other)), [path.basename(other)]);
    assert.equal(await isFolderLocked(folder), false);
  });

  it('is renewed for as long as it is held', async () => {
    mock.timers.enable({ apis: ['setInterval'] });
    try {
      const lock = await lockFolder(folder);
      const [name] = await readdir(path.join(folder, '.lock'));
      const file = path.join(folder, '.lock', name);
      const old = new Date(Date.now() - 600_000);
      await utimes(file, old, old);
      mock.timers.tick(60_000);
      while ((await stat(file)).mtimeMs < Date.now() - 60_000) await new Promise((resolve) => setImmediate(resolve));
      await lock?.release();
      mock.timers.tick(60_000);
      assert.ok(!existsSync(file));
    } finally {
      mock.timers.reset();
    }
  });

  it('knows that another took it over, and leaves that one alone', async () => {
    const lock = await lockFolder(folder);
    const [name] = await readdir(path.join(folder, '.lock'));
    await rm(path.join(folder, '.lock', name));
    const other = await claim(process.ppid);
    assert.equal(await lock?.isHeld(), false);
    await lock?.release();
    assert.ok(existsSync(other));
  });

  it('is of each file apart', async () => {
    const one = await lockFile(path.join(folder, 'one.jsonl'));
    const two = await lockFile(path.join(folder, 'two.jsonl'));
    assert.ok(one && two);
    assert.equal(await lockFile(path.join(folder, 'sub', '..', 'one.jsonl')), undefined);
    await one.release();
    await two.release();
    assert.deepEqual(await readdir(folder), []);
  });
});

describe('A lock that many processes want', function () {
  this.timeout(120_000);
  const takers: ChildProcess[] = [];
  let folder: string;

  before(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'showtell-lock-'));
    for (let at = 0; at < 4; at++) takers.push(fork(path.resolve('test/dataset/lockTaker.ts')));
    await Promise.all(takers.map((taker) => once(taker, 'message')));
  });
  after(async () => {
    for (const taker of takers.splice(0)) taker.disconnect();
    await rm(folder, { recursive: true, force: true });
  });

  /** All are told at the same time; how many got it. */
  async function tell(place: string): Promise<number> {
    const answers = takers.map((taker) => once(taker, 'message'));
    for (const taker of takers) taker.send(place);
    return (await Promise.all(answers)).filter(([answer]) => answer === true).length;
  }

  it('is got by exactly one of those that find that its owner has died', async () => {
    const counts: number[] = [];
    for (let trial = 0; trial < 100; trial++) {
      const place = path.join(folder, String(trial));
      await mkdir(path.join(place, '.lock'), { recursive: true });
      await writeFile(path.join(place, '.lock', `${hashOf(os.hostname())}.${nobody}.dead`), 'got');
      counts.push(await tell(place));
      await tell('');
    }
    assert.deepEqual([...new Set(counts)], [1]);
  });

  it('is got by exactly one of those that find none', async () => {
    const counts: number[] = [];
    for (let trial = 0; trial < 50; trial++) {
      counts.push(await tell(folder));
      await tell('');
    }
    assert.deepEqual([...new Set(counts)], [1]);
  });
});
