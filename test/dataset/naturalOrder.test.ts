import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import fc from 'fast-check';
import { compareFileNames } from '../../src/dataset/naturalOrder';

const name = fc
  .array(fc.stringMatching(/^[aB1 0é.]{1,4}$/), { minLength: 1, maxLength: 3 })
  .map((parts) => parts.join('/'));

describe('The natural order of file names', () => {
  it('counts: img2 comes before img10', () => {
    assert.deepEqual(['img10', 'img2', 'img1'].sort(compareFileNames), ['img1', 'img2', 'img10']);
  });

  it('is an order: no two names are equal, and it does not depend on where one begins', () => {
    fc.assert(
      fc.property(name, name, name, (a, b, c) => {
        assert.equal(compareFileNames(a, b) === 0, a === b);
        assert.equal(Math.sign(compareFileNames(a, b)) + Math.sign(compareFileNames(b, a)), 0);
        if (compareFileNames(a, b) < 0 && compareFileNames(b, c) < 0) {
          assert.ok(compareFileNames(a, c) < 0);
        }
      }),
      { numRuns: 2000 },
    );
  });
});
