import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { keysToWord } from '../../../src/captioner/evaluation/keysToWord';

describe('The fewest keys to a word of the suggestion', () => {
  const probabilities = [0.9, 0.3, 0.8, 0.95, 0.4, 0.2, 0.99];

  it('are one to the word that is least sure, and one to the second', () => {
    assert.deepEqual(keysToWord(probabilities, 5), ['nextUnsureWord']);
    assert.deepEqual(keysToWord(probabilities, 1), ['previousUnsureWord']);
  });

  it('go on from there where that is nearer than from either end', () => {
    assert.deepEqual(keysToWord(probabilities, 4), ['nextUnsureWord', 'previousWord']);
  });

  it('begin at the nearer end where only arrows are pressed', () => {
    const arrows = ['nextWord', 'previousWord'] as const;
    assert.deepEqual(keysToWord(probabilities, 1, arrows), ['nextWord', 'nextWord']);
    assert.deepEqual(keysToWord(probabilities, 5, arrows), ['previousWord', 'previousWord']);
  });

  it('are those of the only word where there is one', () => {
    assert.deepEqual(keysToWord([0.9], 0), ['nextWord']);
  });

  it('lead to no word that the suggestion does not have', () => {
    assert.throws(() => keysToWord([0.9], 1), /word 2 of 1/);
  });
});
