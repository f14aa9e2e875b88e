import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { matchNgrams } from '../../../src/captioner/metrics/ngramMatches';

describe('What of a caption is in its references', () => {
  const words = (count: number): string[] => Array.from({ length: count }, (_, at) => `${at}`);

  it('counts a run no more often than the reference that has it most often', () => {
    const { correct } = matchNgrams(['a', 'a', 'a', 'dog'], [['a', 'a', 'dog'], ['a'], ['the', 'dog']], 2);
    assert.deepEqual(correct, [3, 2]);
  });

  it('is compared in length with the reference that is closest, of two with the shorter', () => {
    const closest = (...references: number[]): number => matchNgrams(words(9), references.map(words), 1).closestLength;
    assert.equal(closest(6, 10), 10);
    assert.equal(closest(10, 6), 10);
    assert.equal(closest(8, 10), 8);
    assert.equal(closest(10, 8), 8);
  });
});
