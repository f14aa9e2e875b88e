import assert from 'node:assert/strict';
import path from 'node:path';
import { describe, it } from 'mocha';
import type { Row } from '../../../src/dataset/rows/row';
import { KeyCounts } from '../../../src/extension/session/keyCounts';
import { useTemporaryFolder } from '../../dataset/temporaryFolder';

const now = new Date('2026-05-01T10:00:00.000Z');
const later = new Date('2026-05-01T10:05:00.000Z');

function rowOf(changes: Partial<Row>): Row {
  return { fileName: 'a.jpg', text: 'a dog', suggestion: '', status: 'written', model: '', updated: '', ...changes };
}

const decided = rowOf({ updated: now.toISOString() });

describe('What decisions took', () => {
  const folder = useTemporaryFolder();
  const open = (): KeyCounts =>
    new KeyCounts(path.join(folder.path, 'keys.json'), (error) => assert.fail(String(error)));

  it('is known by the image and the time of the decision, also after a restart', async () => {
    const counts = open();
    counts.decided('a.jpg', undefined, now, 6);
    assert.equal(counts.of(decided), 6);
    assert.equal(counts.of({ ...decided, fileName: 'b.jpg' }), undefined);
    await counts.flush();
    const again = open();
    await again.opened;
    assert.equal(again.of(decided), 6);
  });

  it('has in it what an earlier decision on the caption took', () => {
    const counts = open();
    counts.decided('a.jpg', rowOf({ status: 'suggested' }), now, 6);
    counts.decided('a.jpg', decided, later, 3);
    assert.equal(counts.of({ ...decided, updated: later.toISOString() }), 9);
  });

  it('is unknown where a caption was there that nobody has counted', () => {
    const counts = open();
    counts.decided('a.jpg', decided, later, 3);
    counts.decided('b.jpg', rowOf({ fileName: 'b.jpg', status: '' }), later, 3);
    counts.decided('c.jpg', undefined, later, undefined);
    for (const fileName of ['a.jpg', 'b.jpg', 'c.jpg'])
      assert.equal(counts.of(rowOf({ fileName, updated: later.toISOString() })), undefined, fileName);
  });
});
