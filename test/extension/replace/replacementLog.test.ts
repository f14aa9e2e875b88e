import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'mocha';
import { ReplacementLog, type Replacement } from '../../../src/extension/replace/replacementLog';
import { DatasetStorage } from '../../../src/extension/session/datasetStorage';
import { useTemporaryFolder } from '../../dataset/temporaryFolder';

describe('The replacements that are kept of a dataset', () => {
  const folder = useTemporaryFolder();
  const made = (minute: number, before = 'a dog'): Replacement => ({
    at: new Date(Date.UTC(2026, 0, 1, 0, minute)).toISOString(),
    rule: { kind: 'add', before: 'x', after: '' },
    lines: [[before, `x${before}`]],
  });
  const open = (dataset = '/data/a.jsonl'): { log: ReplacementLog; place: string; failures: unknown[] } => {
    const failures: unknown[] = [];
    const storage = new DatasetStorage(folder.path, (error) => failures.push(error));
    return { log: new ReplacementLog(storage, dataset), place: storage.placeFor('replacements', dataset), failures };
  };

  it('are none before the first, and are read again by another window, the newest first', async () => {
    const { log, failures } = open();
    assert.deepEqual(await log.list(), []);
    for (const minute of [2, 1, 3]) await log.add(made(minute));
    assert.deepEqual(await open().log.list(), [made(3), made(2), made(1)]);
    assert.deepEqual(failures, []);
  });

  it('are those of that dataset alone', async () => {
    await open('/data/a.jsonl').log.add(made(1));
    assert.deepEqual(await open('/data/b.jsonl').log.list(), []);
  });

  it('are twenty at most, of which the oldest goes', async () => {
    const { log } = open();
    for (let minute = 1; minute <= 21; minute++) await log.add(made(minute));
    const kept = await log.list();
    assert.deepEqual([kept.length, kept.at(0), kept.at(-1)], [20, made(21), made(2)]);
  });

  it('are fewer where they are large, but the newest is kept however large it is', async () => {
    const { log, place } = open();
    const large = `${made(2).at.replaceAll(':', '-')}.json`;
    await log.add(made(2));
    truncateSync(path.join(place, large), 64 * 1024 * 1024 + 1);
    await log.add(made(1));
    assert.deepEqual(readdirSync(place), [large]);
    await log.add(made(3));
    assert.deepEqual(await log.list(), [made(3)]);
  });

  it('are listed also where one of them is damaged, which is told', async () => {
    const { log, place, failures } = open();
    await log.add(made(1));
    for (const text of ['{"at":', '{}']) writeFileSync(path.join(place, '2026.json'), text);
    writeFileSync(path.join(place, 'other.txt'), 'x');
    assert.deepEqual(await log.list(), [made(1)]);
    assert.equal(failures.length, 1);
  });

  it('tell why one cannot be kept, and nothing else depends on it', async () => {
    const { log, place, failures } = open();
    mkdirSync(path.dirname(place), { recursive: true });
    writeFileSync(place, 'no folder');
    await log.add(made(1));
    assert.equal(failures.length, 1);
    await assert.rejects(log.list(), { code: 'ENOTDIR' });
  });
});
