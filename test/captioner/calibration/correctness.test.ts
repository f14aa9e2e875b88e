import assert from 'node:assert/strict';
import { correctWords, shareRight } from '../../../src/captioner/calibration/correctness';

const references = ['A brown dog runs .', "Two dogs , one of them brown , chase a man's ball"];

describe('The words of a caption', () => {
  it('are right if somebody wrote them of the image', () => {
    assert.deepEqual(correctWords(['a', 'brown', 'cat', 'runs'], references), [1, 1, 0, 1]);
  });

  it('are right no more often than in one reference', () => {
    assert.deepEqual(correctWords(['brown', 'brown', 'of'], references), [1, 0, 1]);
  });

  it('are compared without their capitals and signs, and with their endings', () => {
    assert.deepEqual(correctWords(['Dog,', "man's", "dog's", '-'], references), [1, 1, 0, undefined]);
  });

  it('make a caption right by their share', () => {
    assert.equal(shareRight([1, 0, undefined, 1, 1]), 0.75);
    assert.equal(shareRight([]), 0);
  });
});
