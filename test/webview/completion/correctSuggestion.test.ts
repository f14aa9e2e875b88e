import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { candidate, entry, openDataset, suggested } from '../harness/openDataset';

describe('A click behind the last word of the suggestion', () => {
  it('begins the caption with the suggestion, puts the caret there and asks how it goes on', async () => {
    const page = await openDataset([entry(0, { suggestion: suggested(candidate('a dog', [0.9, 0.9])) }), entry(1)]);
    page.one('.best').dispatchEvent(new page.window.MouseEvent('mousedown', { bubbles: true, button: 0 }));
    assert.equal(page.textBox.value, 'a dog');
    assert.deepEqual([page.textBox.selectionStart, page.textBox.selectionEnd], [5, 5]);
    const asked = page.saidOf('complete').at(-1);
    assert.deepEqual([asked?.typed, asked?.instead], ['a dog', '']);
    page.type(' runs');
    page.press('Enter');
    assert.equal(page.saidOf('edit').at(-1)?.text, 'a dog runs');
  });
});
