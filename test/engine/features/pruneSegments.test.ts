import assert from 'node:assert/strict';
import fs, { mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { mock } from 'node:test';
import { pruneSegments } from '../../../src/engine/features/pruneSegments';

const hour = 60 * 60;

describe('Feature segments', () => {
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'showtell-segments-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  const makeSegment = async (name: string, bytes: number, hoursOld: number): Promise<void> => {
    const written = Date.now() / 1000 - hoursOld * hour;
    for (const [ending, content] of [
      ['bin', Buffer.alloc(bytes)],
      ['jsonl', Buffer.from('{}\n')],
    ] as const) {
      await writeFile(path.join(folder, `segment-${name}.${ending}`), content);
      await utimes(path.join(folder, `segment-${name}.${ending}`), written, written);
    }
  };
  const kept = async (): Promise<string[]> =>
    (await readdir(folder)).filter((name) => name.endsWith('.bin')).map((name) => name.slice(8, -4));
  const limits = { mostSegments: 2, mostBytes: 1000, inUse: hour * 1000 };

  it('go when there are too many, the smallest first', async () => {
    await makeSegment('large', 300, 9);
    await makeSegment('small', 10, 2);
    await makeSegment('middling', 100, 5);
    await pruneSegments(folder, limits);
    assert.deepEqual((await kept()).toSorted(), ['large', 'middling']);
    assert.equal((await readdir(folder)).length, 4);
  });

  it('go when they take too much room, the oldest first', async () => {
    await makeSegment('old', 600, 9);
    await makeSegment('new', 700, 2);
    await pruneSegments(folder, limits);
    assert.deepEqual(await kept(), ['new']);
  });

  it('stay while they may be written', async () => {
    for (const name of ['a', 'b', 'c']) await makeSegment(name, 600, 0);
    await pruneSegments(folder, limits);
    assert.deepEqual((await kept()).toSorted(), ['a', 'b', 'c']);
  });

  it('stay up to the limits', async () => {
    await makeSegment('a', 400, 9);
    await makeSegment('b', 600, 9);
    await pruneSegments(folder, limits);
    assert.deepEqual((await kept()).toSorted(), ['a', 'b']);
  });

  it('go one by one until what is left is within both limits', async () => {
    await makeSegment('a', 600, 5);
    await makeSegment('b', 700, 2);
    await makeSegment('small', 10, 9);
    await pruneSegments(folder, limits);
    assert.deepEqual(await kept(), ['b']);
  });

  it('go also without the lines that named their features', async () => {
    for (const [at, name] of ['a', 'b', 'c'].entries()) await makeSegment(name, 100 + at, 9);
    await rm(path.join(folder, 'segment-a.jsonl'));
    await pruneSegments(folder, limits);
    assert.deepEqual((await kept()).toSorted(), ['b', 'c']);
  });

  it('are the only files of the folder that are counted, or go', async () => {
    await makeSegment('a', 400, 9);
    await makeSegment('b', 400, 9);
    const others = ['other.bin', 'segment-notes.txt', 'segment-bin', 'xsegment-.bin'];
    for (const name of others) {
      await writeFile(path.join(folder, name), Buffer.alloc(1_000));
      await utimes(path.join(folder, name), 0, 0);
    }
    await pruneSegments(folder, limits);
    assert.equal((await readdir(folder)).length, 4 + others.length);
  });

  it('are some dozens, as long as nobody says otherwise, and those of the last hour', async () => {
    for (let at = 10; at < 60; at++) await makeSegment(String(at), at, 0.5);
    await pruneSegments(folder);
    assert.equal((await kept()).length, 50);
    for (let at = 10; at < 60; at++) await makeSegment(String(at), at, 2);
    await pruneSegments(folder);
    assert.deepEqual(
      [(await kept()).length, (await kept()).includes('11'), (await kept()).includes('12')],
      [48, false, true],
    );
  });

  describe('that another program holds, or has taken away', () => {
    afterEach(() => mock.restoreAll());
    const failure = (code: string): Error => Object.assign(new Error(code), { code });

    it('stay where the system allows nothing else', async () => {
      for (const name of ['a', 'b', 'c']) await makeSegment(name, 10, 9);
      for (const code of ['EBUSY', 'EPERM', 'EACCES']) {
        mock.method(fs, 'rm', () => Promise.reject(failure(code)));
        await pruneSegments(folder, limits);
        mock.restoreAll();
      }
      assert.equal((await kept()).length, 3);
    });

    it('are told where the disk is broken', async () => {
      for (const name of ['a', 'b', 'c']) await makeSegment(name, 10, 9);
      mock.method(fs, 'rm', () => Promise.reject(failure('EIO')));
      await assert.rejects(pruneSegments(folder, limits), { code: 'EIO' });
    });

    it('are counted no more once they are gone, and told where they cannot be looked at', async () => {
      for (const name of ['a', 'b', 'c']) await makeSegment(name, 10, 9);
      mock.method(fs, 'stat', () => Promise.reject(failure('ENOENT')), { times: 1 });
      await pruneSegments(folder, limits);
      assert.equal((await kept()).length, 3);
      mock.restoreAll();
      mock.method(fs, 'stat', () => Promise.reject(failure('EIO')));
      await assert.rejects(pruneSegments(folder, limits), { code: 'EIO' });
    });
  });
});
