import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { Row } from '../../../src/dataset/rows/row';
import { ReplacementLog, type Replacement } from '../../../src/extension/replace/replacementLog';
import { DatasetStorage } from '../../../src/extension/session/datasetStorage';
import { useTemporaryFolder } from '../../dataset/temporaryFolder';

const now = new Date('2026-05-01T10:00:00.000Z');
const decided: Row = {
  ...{ fileName: 'a.jpg', text: 'a dog', suggestion: '', status: 'written', model: '' },
  updated: now.toISOString(),
};
const [from, to] = ['/data/metadata.jsonl', '/data/pets.captions.jsonl'];

describe('What is kept of a dataset that gets another name', () => {
  const folder = useTemporaryFolder();
  const open = (): DatasetStorage => new DatasetStorage(folder.path, assert.ifError);
  const made = (before: string): Replacement => ({
    at: now.toISOString(),
    rule: { kind: 'add', before, after: '' },
    lines: [],
  });
  const keysOf = async (storage: DatasetStorage, dataset: string): Promise<number | undefined> => {
    const counts = storage.keyCounts(dataset);
    await counts.opened;
    return counts.of(decided);
  };

  it('goes along, also what is not written yet', async () => {
    const storage = open();
    storage.keyCounts(from).decided('a.jpg', undefined, now, 6);
    await new ReplacementLog(storage, from).add(made('x'));
    await storage.follow(from, to);
    for (const each of [storage, open()]) {
      assert.deepEqual([await keysOf(each, from), await keysOf(each, to)], [undefined, 6]);
      assert.deepEqual(await new ReplacementLog(each, from).list(), []);
      assert.deepEqual(await new ReplacementLog(each, to).list(), [made('x')]);
    }
  });

  it('takes the place of what was kept of another dataset of that name', async () => {
    const storage = open();
    storage.keyCounts(from).decided('a.jpg', undefined, now, 6);
    storage.keyCounts(to).decided('a.jpg', undefined, now, 9);
    await storage.keyCounts(to).flush();
    for (const [dataset, text] of [
      [from, 'mine'],
      [to, 'of the other'],
    ] as const)
      await new ReplacementLog(storage, dataset).add(made(text));
    await storage.follow(from, to);
    assert.equal(await keysOf(storage, to), 6);
    assert.deepEqual(await new ReplacementLog(storage, to).list(), [made('mine')]);
  });
});
