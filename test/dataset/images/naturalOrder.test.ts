import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import fc from 'fast-check';
import { compareFileNames } from '../../../src/dataset/images/naturalOrder';
import '../../harness/propertySeed';

const name = fc
  .array(fc.stringMatching(/^[aB1 0é.]{1,4}$/), { minLength: 1, maxLength: 3 })
  .map((parts) => parts.join('/'));

describe('The natural order of file names', () => {
  it('counts: img2 comes before img10', () => {
    assert.deepEqual(['img10', 'img2', 'img1'].sort(compareFileNames), ['img1', 'img2', 'img10']);
  });

  it('counts also with numbers of so many digits that JavaScript rounds them', () => {
    for (const [less, more] of [
      ['90071992547409929', '90071992547409930'],
      ['900719925474099299', '900719925474099300'],
    ]) {
      assert.ok(compareFileNames(`${less}.jpg`, `${more}.jpg`) < 0);
      assert.ok(compareFileNames(`${more}.jpg`, `${less}.jpg`) > 0);
    }
  });

  it('knows numbers apart that only zeros before them tell apart', () => {
    assert.ok(compareFileNames('img01.jpg', 'img1.jpg') < 0);
    assert.ok(compareFileNames('img1.jpg', 'img01.jpg') > 0);
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

  it('is the order that the Unicode collation has for names of one part', () => {
    const collator = new Intl.Collator('en', { numeric: true });
    const part = fc.stringMatching(/^[aB_09 .-]{1,2}[0-9]{0,3}[a0.é]{0,2}$/);
    fc.assert(
      fc.property(part, part, (a, b) => {
        const order = collator.compare(a, b);
        if (order !== 0) assert.equal(Math.sign(compareFileNames(a, b)), Math.sign(order));
      }),
      { numRuns: 5000 },
    );
  });

  it('is decided by the first part that differs, wherever that begins', () => {
    const part = fc.stringMatching(/^[aB1 0é.]{1,4}$/);
    fc.assert(
      fc.property(name, part, part, name, name, (folder, a, b, below, other) => {
        fc.pre(a !== b);
        const order = Math.sign(compareFileNames(a, b));
        assert.equal(Math.sign(compareFileNames(`${folder}/${a}/${below}`, `${folder}/${b}/${other}`)), order);
        assert.ok(compareFileNames(folder, `${folder}/${a}`) < 0);
      }),
      { numRuns: 2000 },
    );
  });
});
