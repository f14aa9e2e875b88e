import assert from 'node:assert/strict';
import fc from 'fast-check';
import { fromLikeliest } from '../../../src/captioner/beamSearch/fromLikeliest';
import '../../harness/propertySeed';

/** Some are equally likely, and mostly there are more of them than are found at a time. */
const said = fc.array(
  fc.integer({ min: -12, max: 0 }).map((value) => value / 4),
  { minLength: 1, maxLength: 80 },
);

/** Quarters of a nat, so that some become as likely as others. */
const withheld = fc
  .array(fc.tuple(fc.nat({ max: 79 }), fc.integer({ min: -4, max: -1 })), { maxLength: 40 })
  .map((taken) => new Map(taken.map(([piece, quarters]) => [piece, quarters / 4])));

describe('Pieces from the likeliest on', () => {
  it('come as if all of them had been sorted, equally likely ones in their order', () => {
    fc.assert(
      fc.property(said, withheld, fc.integer({ min: -6, max: 0 }), (values, taken, above) => {
        const sorted = values
          .map((value, piece) => ({ piece, logProbability: value + (taken.get(piece) ?? 0) - 1 }))
          .filter(({ logProbability }) => logProbability > above)
          .toSorted((one, other) => other.logProbability - one.logProbability);
        const found = [...fromLikeliest({ said: Float32Array.from(values), before: -1, withheld: taken }, above)];
        assert.deepEqual(found, sorted);
      }),
    );
  });

  it('are less likely where something is withheld, and then come later', () => {
    const worth = { said: Float32Array.of(-1, -2, -3), before: 0, withheld: new Map([[0, -1.5]]) };
    assert.deepEqual(
      [...fromLikeliest(worth, -Infinity)].map(({ piece, logProbability }) => [piece, logProbability]),
      [
        [1, -2],
        [0, -2.5],
        [2, -3],
      ],
    );
  });

  it('are looked for no further than somebody asks', () => {
    let read = 0;
    const values = new Proxy(new Float32Array(100), {
      get: (array, key) => {
        if (key !== 'length') read++;
        return Reflect.get(array, key, array) as number;
      },
    });
    const [first] = fromLikeliest({ said: values, before: 0 }, -Infinity);
    assert.equal(first.piece, 0);
    assert.ok(read < 300, `${read} values were read`);
  });
});
