import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { firstWord, narrow } from '../../../src/webview/completion/proposal';

describe('A proposal', () => {
  const proposal = { key: 'a.jpg 0', typed: 'a d', rest: '', continuation: 'og runs', wordEnds: [5, 10] };

  const narrowed = (typed: string, rest = '', key = proposal.key): unknown => narrow(proposal, { key, typed, rest });

  it('is narrowed by typing what it says', () => {
    assert.deepEqual(narrowed('a do'), { ...proposal, typed: 'a do', continuation: 'g runs' });
    assert.deepEqual(narrowed('a d'), proposal);
  });

  it('is over when all of it was typed', () => {
    assert.equal(narrowed('a dog runs'), undefined);
  });

  it('does not fit what was typed otherwise, deleted, or behind another caret', () => {
    assert.equal(narrowed('a da'), undefined);
    assert.equal(narrowed('A do'), undefined);
    assert.equal(narrowed('a '), undefined);
    assert.equal(narrowed('a d', 'og'), undefined);
    assert.equal(narrowed('a dog runs on'), undefined);
  });

  it('does not fit the caption of another image, even if the same was typed there', () => {
    assert.equal(narrowed('a d', '', 'b.jpg 0'), undefined);
  });

  it('gives its first word with the space before it', () => {
    assert.equal(firstWord(proposal), 'og');
    assert.equal(firstWord({ ...proposal, typed: 'a dog', continuation: ' runs' }), ' runs');
    assert.equal(firstWord({ ...proposal, typed: 'a dog runs', continuation: ' ' }), ' ');
  });

  it('gives its first word where no space ends it', () => {
    const chinese = {
      key: 'a.jpg 0',
      typed: '一',
      rest: '',
      continuation: '个小女孩在公园里',
      wordEnds: [2, 5, 6, 8, 9],
    };
    assert.equal(firstWord(chinese), '个');
    assert.equal(firstWord({ ...chinese, typed: '一个小', continuation: '女孩在公园里' }), '女孩');
  });
});
