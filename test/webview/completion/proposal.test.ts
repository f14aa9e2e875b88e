import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { firstWord, narrow } from '../../../src/webview/completion/proposal';

describe('A proposal', () => {
  const proposal = { typed: 'a d', rest: '', continuation: 'og runs' };

  it('is narrowed by typing what it says', () => {
    assert.deepEqual(narrow(proposal, 'a do', ''), { typed: 'a do', rest: '', continuation: 'g runs' });
    assert.deepEqual(narrow(proposal, 'a d', ''), proposal);
  });

  it('is over when all of it was typed', () => {
    assert.equal(narrow(proposal, 'a dog runs', ''), undefined);
  });

  it('does not fit what was typed otherwise, deleted, or behind another caret', () => {
    assert.equal(narrow(proposal, 'a da', ''), undefined);
    assert.equal(narrow(proposal, 'A do', ''), undefined);
    assert.equal(narrow(proposal, 'a ', ''), undefined);
    assert.equal(narrow(proposal, 'a d', 'og'), undefined);
    assert.equal(narrow(proposal, 'a dog runs on', ''), undefined);
  });

  it('gives its first word with the space before it', () => {
    assert.equal(firstWord('og runs'), 'og');
    assert.equal(firstWord(' runs on'), ' runs');
    assert.equal(firstWord(' '), ' ');
  });
});
