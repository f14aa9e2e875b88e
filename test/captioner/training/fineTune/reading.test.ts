import assert from 'node:assert/strict';
import { readingOf } from '../../../../src/captioner/training/fineTune/reading';

describe('Whether suggestions are worth reading', () => {
  const people = [['a dog runs'], ['a cat sleeps'], ['a man runs'], ['a boat']];

  it('counts different captions, and tells those that are said most often', () => {
    const { distinct, mostSaid } = readingOf(['a dog', 'a dog', 'a man', 'A dog.'], people);
    assert.equal(distinct, 2);
    assert.deepEqual(mostSaid, [{ caption: 'a dog', times: 2 }]);
  });

  it('is full of what people named there, and empty of what they name everywhere', () => {
    assert.equal(readingOf(['a dog runs', 'a cat sleeps', 'a man runs', 'a boat'], people).right, 1);
    assert.equal(readingOf(['a dog', 'a dog', 'a dog', 'a dog'], people).right, 0.25);
    assert.equal(readingOf(['a', 'a', 'a', 'a'], people).right, 0);
  });
});
