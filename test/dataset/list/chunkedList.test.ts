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

  it('has each item at its place, and nothing before the first and after the last', () => {
    const items = Array.from({ length: 1500 }, (_, id) => ({ id }));
    const list = new ChunkedList(items);
    for (const [place, item] of items.entries()) {
      assert.equal(list.at(place), item);
      assert.equal(list.indexOf(item), place);
    }
    assert.deepEqual([list.at(-1), list.at(items.length)], [undefined, undefined]);
  });

  it('stays as it is when something is taken out that is not here', () => {
    const items = [{ id: 1 }, { id: 2 }];
    const list = new ChunkedList(items);
    list.remove({ id: 1 });
    assert.deepEqual([...list], items);
    assert.equal(list.length, 2);
  });

  it('moves no more for an item that is put at the start when there are ten times as many', () => {
    const moved = (count: number): number =>
      itemsSpliced(() => {
        const list = new ChunkedList<{ id: number }>();
        for (let id = 0; id < count; id++) list.insert(0, { id });
      }) / count;
    const [few, many] = [moved(3_000), moved(30_000)];
    assert.ok(few > 0 && many < 1.5 * few, `${few}, and ${many} of ten times as many`);
  });
});

/** How many items stood in what is spliced while something runs. */
function itemsSpliced(work: () => void): number {
  const { splice } = Array.prototype;
  let items = 0;
  Array.prototype.splice = function (this: unknown[], ...changes: Parameters<typeof splice>) {
    items += this.length;
    return splice.apply(this, changes) as unknown[];
  };
  try {
    work();
  } finally {
    Array.prototype.splice = splice;
  }
  return items;
}
