import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { countNgrams, ngramSize } from '../../../src/captioner/metrics/ngrams';

describe('The runs of words of a caption', () => {
  it('are counted up to a length, the last ones, too', () => {
    assert.deepEqual(Object.fromEntries(countNgrams(['a', 'dog', 'a', 'dog'], 3)), {
      ...{ a: 2, dog: 2 },
      ...{ 'a dog': 2, 'dog a': 1 },
      ...{ 'a dog a': 1, 'dog a dog': 1 },
    });
  });

  it('are none longer than the caption', () => {
    assert.deepEqual([...countNgrams(['a', 'dog'], 4).keys()], ['a', 'dog', 'a dog']);
    assert.equal(countNgrams([], 4).size, 0);
  });

  it('tell how many words they have', () => {
    assert.deepEqual(['dog', 'a dog', 'a dog runs on'].map(ngramSize), [1, 2, 4]);
  });
});
