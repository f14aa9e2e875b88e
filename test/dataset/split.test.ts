import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import fc from 'fast-check';
import { seededRandom, shuffle } from '../../src/dataset/random';
import { splitHeldOut } from '../../src/dataset/split';

const items = fc.uniqueArray(fc.nat());
const fraction = fc.double({ min: 0, max: 1, noNaN: true });

describe('Holding out a part', () => {
  it('puts every item into one part and keeps their order', () => {
    fc.assert(
      fc.property(items, fraction, fc.integer(), (all, share, seed) => {
        const { train, heldOut } = splitHeldOut(all, share, seed, String);
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

  it('holds out the same items for the same seed, others for another', () => {
    const all = [...Array(100).keys()];
    assert.deepEqual(splitHeldOut(all, 0.2, 7, String), splitHeldOut(all, 0.2, 7, String));
    assert.notDeepEqual(splitHeldOut(all, 0.2, 7, String), splitHeldOut(all, 0.2, 8, String));
    assert.equal(splitHeldOut(all, 0.2, 7, String).heldOut.length, 20);
  });

  it('holds nothing out of many that was trained on when there were fewer', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.nat(), { minLength: 10 }), fc.integer(), (all, seed) => {
        const fewer = all.slice(0, 6);
        const { train } = splitHeldOut(fewer, 3 / 6, seed, String);
        const { heldOut } = splitHeldOut(all, 3 / all.length, seed, String);
        assert.deepEqual(
          heldOut.filter((item) => train.includes(item)),
          [],
        );
      }),
    );
  });

  it('leaves something for both parts of two items', () => {
    assert.equal(splitHeldOut([1, 2], 0.01, 1, String).heldOut.length, 1);
    assert.equal(splitHeldOut([1, 2], 0.99, 1, String).train.length, 1);
    assert.equal(splitHeldOut([1, 2], 0, 1, String).heldOut.length, 0);
    assert.equal(splitHeldOut([], 0.5, 1, String).train.length, 0);
  });

  it('refuses a fraction that is none', () => {
    assert.throws(() => splitHeldOut([1], 1.5, 1, String), /between 0 and 1, not 1\.5/);
    assert.throws(() => splitHeldOut([1], Number.NaN, 1, String), RangeError);
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
