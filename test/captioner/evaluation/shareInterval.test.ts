import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { shareInterval } from '../../../src/captioner/evaluation/shareInterval';

const rounded = (hits: number, trials: number): number[] =>
  shareInterval(hits, trials).map((end) => Number(end.toFixed(4)));

describe('The 95 % interval of a share', () => {
  it('is the score interval that statsmodels gives (proportion_confint, method wilson)', () => {
    assert.deepEqual(rounded(18, 25), [0.5242, 0.8572]);
    assert.deepEqual(rounded(0, 10), [0, 0.2775]);
    assert.deepEqual(rounded(10, 10), [0.7225, 1]);
    assert.deepEqual(rounded(1, 1), [0.2065, 1]);
  });

  it('is narrower the more trials there are', () => {
    const width = (trials: number): number => {
      const [from, to] = shareInterval(trials / 2, trials);
      return to - from;
    };
    assert.ok(width(100) < width(20) && width(1000) < width(100));
  });

  it('is of something', () => {
    assert.throws(() => shareInterval(0, 0), RangeError);
  });
});
