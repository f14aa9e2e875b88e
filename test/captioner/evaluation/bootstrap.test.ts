import assert from 'node:assert/strict';
import { estimate } from '../../../src/captioner/evaluation/bootstrap';

const mean = (values: readonly number[]) => (chosen: readonly number[]) =>
  chosen.reduce((sum, at) => sum + values[at], 0) / chosen.length;

describe('A bootstrap interval', () => {
  it('covers the mean with about two standard errors on each side', () => {
    const values = Array.from({ length: 100 }, (_, at) => at % 10);
    const { value, interval } = estimate(100, mean(values), 1);
    assert.equal(value, 4.5);
    assert.ok(interval && Math.abs(interval[0] - 3.94) < 0.2 && Math.abs(interval[1] - 5.06) < 0.2, String(interval));
  });

  it('is the same for the same seed', () => {
    const values = Array.from({ length: 20 }, (_, at) => at);
    assert.deepEqual(estimate(20, mean(values), 3), estimate(20, mean(values), 3));
  });

  it('is not given with fewer than ten images', () => {
    assert.equal(estimate(9, mean([1, 2, 3, 4, 5, 6, 7, 8, 9]), 1).interval, null);
  });
});
