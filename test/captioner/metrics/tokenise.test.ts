import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { tokenise } from '../../../src/captioner/metrics/tokenise';

describe('The words that captions are scored by', () => {
  it('leave out each sign of punctuation', () => {
    for (const sign of ["'", '`', "''", '``', '.', '?', '!', ',', ':', '-', '--', '...', ';', '"', '。', '，'])
      assert.deepEqual(tokenise(`a ${sign} dog`), ['a', 'dog'], sign);
  });

  it('have brackets by their names, and other signs as they are', () => {
    assert.deepEqual(tokenise('( ) [ ] { }'), ['-lrb-', '-rrb-', '-lsb-', '-rsb-', '-lcb-', '-rcb-']);
    assert.deepEqual(tokenise('a & $ 5 %'), ['a', '&', '$', '5', '%']);
  });

  it('have “cannot” and contractions in two, also with a curved apostrophe', () => {
    assert.deepEqual(tokenise('It cannot run'), ['it', 'can', 'not', 'run']);
    assert.deepEqual(tokenise("a man's dog doesn't"), ['a', 'man', "'s", 'dog', 'does', "n't"]);
    assert.deepEqual(tokenise('a man’s dog ‘runs’'), ['a', 'man', "'s", 'dog', 'runs']);
  });
});
