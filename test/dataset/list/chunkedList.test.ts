import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { ChunkedList } from '../../../src/dataset/list/chunkedList';
import '../../harness/propertySeed';

describe('A chunked list', () => {
  it('is what an array would be, whatever comes and goes', () => {
    const steps = fc.array(fc.tuple(fc.boolean(), fc.nat()), { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(fc.constantFrom(0, 1, 511, 512, 1500), steps, (length, edits) => {
        const array = Array.from({ length }, (_, id) => ({ id }));
        const list = new ChunkedList(array);
        for (const [adds, place] of edits) {
          if (adds || array.length === 0) {
            const item = { id: -place };
            const at = place % (array.length + 1);
            array.splice(at, 0, item);
            list.insert(at, item);
          } else {
            const [item] = array.splice(place % array.length, 1);
            list.remove(item);
            assert.equal(list.indexOf(item), -1);
          }
        }
        assert.deepEqual([...list], array);
        for (const at of [0, array.length >> 1, array.length - 1]) {
          assert.equal(list.at(at), array.at(at < 0 ? array.length : at));
          if (at >= 0 && array.length > 0) assert.equal(list.indexOf(array[at]), at);
        }
      }),
      { numRuns: 200 },
    );
  });

  it('splits a chunk that grows', () => {
    const list = new ChunkedList<{ id: number }>();
    const items = Array.from({ length: 3000 }, (_, id) => ({ id }));
    for (const item of items) list.insert(list.length, item);
    assert.deepEqual([...list], items);
    assert.equal(list.indexOf(items[2500]), 2500);
  });
});
