import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { firstPlace } from '../../../src/dataset/collections/bisect';

describe('The first place of which something holds', () => {
  it('is found wherever it is, and is the end where it holds of none', () => {
    for (const low of [0, 3])
      for (let high = low; high < low + 9; high++)
        for (let first = low; first <= high; first++)
          assert.equal(
            firstPlace(low, high, (place) => place >= first),
            first,
            `${low} to ${high}`,
          );
  });

  it('is asked of no place outside the two ends, and of few of those between them', () => {
    const asked: number[] = [];
    assert.equal(
      firstPlace(100, 1_000_100, (place) => asked.push(place) > 0 && place >= 777_777),
      777_777,
    );
    assert.ok(asked.length <= 20 && asked.every((place) => place >= 100 && place < 1_000_100), String(asked));
  });
});
