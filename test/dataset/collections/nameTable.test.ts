import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { NameIndex } from '../../../src/dataset/collections/nameIndex';
import { NameTable } from '../../../src/dataset/collections/nameTable';
import { NumberGroups } from '../../../src/dataset/collections/numberGroups';
import '../../harness/propertySeed';

const name = fc.oneof(
  fc.string({ unit: fc.constantFrom('a', 'b', '/', '.', 'ÿ', 'é', '강', '\ud800', '🐕') }),
  fc.nat({ max: 3_000 }).map((number) => `part/image-${number}.jpg`),
);
const names = fc.array(name, { maxLength: 3_000, size: 'max' });

function tableOf(given: Iterable<string>): NameTable {
  const table = new NameTable();
  for (const one of given) table.add(one);
  return table;
}

describe('A table of names', () => {
  it('numbers each name once, in the order in which they came, and gives it back letter for letter', () => {
    fc.assert(
      fc.property(names, (given) => {
        const table = tableOf(given);
        const wanted = [...new Set(given)];
        assert.deepEqual([...table], wanted);
        assert.deepEqual(
          wanted.map((one) => table.numberOf(one)),
          wanted.map((_, number) => number),
        );
        assert.ok(wanted.every((one, number) => table.isNamed(number, one) && !table.isNamed(number, `${one} `)));
      }),
      { numRuns: 20 },
    );
  });

  it('has no name that was not added', () => {
    const table = tableOf(['a.jpg', 'ÿ.jpg', '강.jpg']);
    for (const other of ['', 'b.jpg', 'a.jp', 'ÿ.jp', '강.jp', 'A.jpg']) assert.equal(table.numberOf(other), -1, other);
    assert.equal(new NameTable().has('a.jpg'), false);
  });

  it('finds all names that have something in common, in their order', () => {
    fc.assert(
      fc.property(names, (given) => {
        const table = tableOf(given);
        const keyOf = (one: string): string => one.slice(0, 3);
        const index = new NameIndex(table, keyOf);
        for (const key of new Set([...given.map(keyOf), 'none']))
          assert.deepEqual(
            index.find(key).map((number) => table.nameAt(number)),
            [...table].filter((one) => keyOf(one) === key),
          );
      }),
      { numRuns: 5 },
    );
  });
});

describe('Groups of numbers', () => {
  it('have their members in the order in which they came', () => {
    const groups = new NumberGroups();
    const of = [3, 0, 3, 700, 3];
    of.forEach((group, member) => assert.equal(groups.add(group), member));
    assert.deepEqual(
      [groups.of(3), groups.of(0), groups.of(700), groups.of(1), groups.of(9_999)],
      [[0, 2, 4], [1], [3], [], []],
    );
    assert.deepEqual([groups.has(700), groups.has(1), groups.has(9_999)], [true, false, false]);
  });
});
