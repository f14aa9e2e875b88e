import assert from 'node:assert/strict';
import { reliabilityOf } from '../../../src/captioner/calibration/reliability';

describe('The expected calibration error', () => {
  it('is the distance between sureness and truth, a bin weighted by its count', () => {
    // Three at 0.25, of which one came true; one at 0.85 that did.
    const { bins, error } = reliabilityOf([0.25, 0.25, 0.25, 0.85], [1, 0, 0, 1]);
    assert.ok(Math.abs(error - ((3 / 4) * (1 / 3 - 0.25) + (1 / 4) * 0.15)) < 1e-12);
    assert.equal(bins.length, 10);
    assert.equal(bins[2]?.count, 3);
    assert.ok(Math.abs((bins[2]?.accuracy ?? 0) - 1 / 3) < 1e-12);
    assert.ok(Math.abs((bins[8]?.confidence ?? 0) - 0.85) < 1e-12);
  });

  it('is 0 where what is said is what comes, and nothing breaks at 0, at 1 and without anything', () => {
    assert.equal(reliabilityOf([0, 1, 1], [0, 1, 1]).error, 0);
    assert.equal(reliabilityOf([], []).error, 0);
  });
});
