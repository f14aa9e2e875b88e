import assert from 'node:assert/strict';
import { mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { pruneSegments } from '../../src/engine/pruneSegments';

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
});
