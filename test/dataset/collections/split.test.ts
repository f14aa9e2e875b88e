import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import fc from 'fast-check';
import { seededRandom, shuffle } from '../../../src/dataset/collections/random';
import { splitHeldOut } from '../../../src/dataset/collections/split';
import '../../harness/propertySeed';

const items = fc.uniqueArray(fc.nat());
const amount = fc.record({
  share: fc.double({ min: 0, max: 1, noNaN: true }),
  least: fc.nat(5),
  most: fc.integer({ min: 5, max: 50 }),
});
const fifth = { share: 0.2, least: 2, most: 40 };

describe('Holding out a part', () => {
  it('puts every item into one part and keeps their order', () => {
    fc.assert(
      fc.property(items, amount, fc.integer(), (all, some, seed) => {
        const { train, heldOut } = splitHeldOut(all, some, seed, String);
        assert.equal(train.length + heldOut.length, all.length);
        assert.deepEqual(
          all.filter((item) => train.includes(item)),
          train,
        );
        assert.deepEqual(
          all.filter((item) => heldOut.includes(item)),
          heldOut,
        );
      }),
    );
  });

  it('holds out about the share that was asked for, the same items for the same seed, others for another', () => {
    const all = [...Array(150).keys()];
    assert.deepEqual(splitHeldOut(all, fifth, 7, String), splitHeldOut(all, fifth, 7, String));
    assert.notDeepEqual(splitHeldOut(all, fifth, 7, String), splitHeldOut(all, fifth, 8, String));
    const { heldOut } = splitHeldOut(all, fifth, 7, String);
    assert.ok(heldOut.length > 20 && heldOut.length < 40, String(heldOut.length));
  });

  it('holds nothing out of many that was trained on when there were fewer', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.nat(), { minLength: 8, maxLength: 400 }),
        fc.integer(),
        fc.nat(),
        (all, seed, cut) => {
          const fewer = all.slice(0, 8 + (cut % (all.length - 7)));
          const { train } = splitHeldOut(fewer, fifth, seed, String);
          const { heldOut } = splitHeldOut(all, fifth, seed, String);
          assert.deepEqual(
            heldOut.filter((item) => train.includes(item)),
            [],
          );
        },
      ),
    );
  });

  it('holds out a few of a few, and no more than it may of many', () => {
    const of = (count: number): number => splitHeldOut([...Array(count).keys()], fifth, 1, String).heldOut.length;
    for (const count of [8, 10, 12]) assert.ok(of(count) >= 2, String(of(count)));
    assert.equal(of(2_000), 40);
  });

  it('holds out no more than a quarter of a few where chance gives none', () => {
    const of = (count: number): number =>
      splitHeldOut([...Array(count).keys()], { share: 0, least: 3, most: 40 }, 1, String).heldOut.length;
    assert.deepEqual([2, 4, 8, 11, 12, 100].map(of), [1, 1, 2, 2, 3, 3]);
  });

  it('leaves something for both parts of two items', () => {
    const whole = { share: 1, least: 1, most: 40 };
    assert.equal(splitHeldOut([1, 2], fifth, 1, String).heldOut.length, 1);
    assert.equal(splitHeldOut([1, 2], whole, 1, String).train.length, 1);
    assert.equal(splitHeldOut([1], fifth, 1, String).train.length, 1);
    assert.equal(splitHeldOut([], fifth, 1, String).train.length, 0);
  });

  it('refuses a share that is none', () => {
    assert.throws(() => splitHeldOut([1], { ...fifth, share: 1.5 }, 1, String), /between 0 and 1, not 1\.5/);
    assert.throws(() => splitHeldOut([1], { ...fifth, share: Number.NaN }, 1, String), RangeError);
  });
});

describe('Seeded random numbers', () => {
  it('are the same on every machine', () => {
    const random = seededRandom(42);
    assert.deepEqual([random(), random(), random()], [0.6011037519201636, 0.44829055899754167, 0.8524657934904099]);
  });

  it('spread evenly', () => {
    const random = seededRandom(1);
    const counts = new Array<number>(10).fill(0);
    for (let draw = 0; draw < 10_000; draw++) {
      const bin = Math.floor(random() * 10);
      counts[bin] = (counts[bin] ?? 0) + 1;
    }
    assert.ok(
      counts.every((count) => count > 850 && count < 1150),
      counts.join(' '),
    );
  });

  it('shuffle without losing an item', () => {
    fc.assert(
      fc.property(items, fc.integer(), (all, seed) => {
        assert.deepEqual(new Set(shuffle(all, seededRandom(seed))), new Set(all));
      }),
    );
  });
});
