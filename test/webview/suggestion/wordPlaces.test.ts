import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { placeInOther, withSpace, wordPlaces } from '../../../src/webview/suggestion/wordPlaces';

describe('The place of a word', () => {
  it('is found in order, also where a script puts no space between words', () => {
    assert.deepEqual(wordPlaces(['a', 'man', 'and', 'a'], 'a man and a'), [
      { start: 0, end: 1 },
      { start: 2, end: 5 },
      { start: 6, end: 9 },
      { start: 10, end: 11 },
    ]);
    assert.deepEqual(wordPlaces(['一个', '女孩'], '一个女孩'), [
      { start: 0, end: 2 },
      { start: 2, end: 4 },
    ]);
    assert.deepEqual(wordPlaces(['dog', 'cat'], 'a dog'), [{ start: 2, end: 5 }, undefined]);
  });

  it('in another caption is that of the same word, the second for the second, and of no part of a longer one', () => {
    const words = ['a', 'man', 'and', 'a', 'dog'];
    assert.deepEqual(placeInOther(words, 3, 'a woman, a man and a cat'), { start: 9, end: 10 });
    assert.equal(placeInOther(words, 1, 'a woman'), undefined);
    assert.equal(placeInOther(['(a+b)'], 0, 'see (a+b)')?.start, 4);
  });

  it('takes one space along: the one behind, or at the end the one before', () => {
    assert.deepEqual(withSpace({ start: 2, end: 5 }, 'a man and'), { start: 2, end: 6 });
    assert.deepEqual(withSpace({ start: 6, end: 9 }, 'a man and'), { start: 5, end: 9 });
    assert.deepEqual(withSpace({ start: 0, end: 3 }, 'man'), { start: 0, end: 3 });
  });
});
