import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { isExceeded, isWithin, readFailureLimit } from '../../../src/cli/captioning/failureLimit';

describe('How many images may fail', () => {
  it('is a number of images, or a percentage', () => {
    assert.deepEqual(readFailureLimit('0'), { count: 0 });
    assert.deepEqual(readFailureLimit('10'), { count: 10 });
    assert.deepEqual(readFailureLimit('2.5%'), { percent: 2.5 });
    assert.deepEqual(readFailureLimit('100%'), { percent: 100 });
  });

  it('is nothing else, and the message says what it can be', () => {
    for (const text of ['', 'many', '-1', '1.5', '100.1%', '1e3', '5 %', '1234567890'])
      assert.throws(() => readFailureLimit(text), {
        name: 'UsageError',
        message: `--max-failures takes a number of images or a percentage, such as 10 or 2.5%, not "${text}"`,
      });
  });

  it('ends a run as soon as more than that number have failed', () => {
    assert.deepEqual(
      [0, 2, 3].map((failed) => isExceeded({ count: 2 }, failed)),
      [false, false, true],
    );
    assert.deepEqual(
      [0, 2, 3].map((failed) => isWithin({ count: 2 }, failed, 100)),
      [true, true, false],
    );
  });

  it('is known of a percentage only at the end', () => {
    assert.equal(isExceeded({ percent: 1 }, 99), false);
    assert.deepEqual(
      [4, 5, 6].map((failed) => isWithin({ percent: 2.5 }, failed, 200)),
      [true, true, false],
    );
  });
});
