import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { ProgressCount } from '../../../src/extension/batch/batchProgress';
import { progressText } from '../../../src/extension/batch/progressText';

describe('The progress of a batch', () => {
  it('tells count, rate and time left', () => {
    let now = 60_000; // the time until the first one is done counts for nothing
    const count = new ProgressCount(1001, () => now);
    for (let at = 0; at <= 200; at++) {
      count.add();
      now += 50;
    }
    assert.equal(progressText(count.current), '201 of 1,001, 20 a second, 41 s left');
  });

  it('tells no rate before there is one', () => {
    assert.equal(progressText(new ProgressCount(10).current), '0 of 10');
  });

  it('tells what failed, and long times in hours', () => {
    let now = 0;
    const count = new ProgressCount(3000, () => now);
    count.add(true);
    now = 3_000;
    count.add();
    assert.equal(progressText(count.current), '2 of 3,000, 1 failed, 20 a minute, 2 h 30 min left');
  });
});
