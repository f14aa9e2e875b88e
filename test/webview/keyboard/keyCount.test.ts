import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { entry, openDataset, suggested } from '../harness/openDataset';

describe('The keys that a caption takes', () => {
  it('are all that were pressed since its image was shown, those that were taken back, too', async () => {
    const page = await openDataset([entry(0), entry(1)]);
    page.type('dogg');
    page.press('Backspace');
    page.press('Enter');
    assert.deepEqual(
      page.saidOf('edit').map(({ text, keys }) => ({ text, keys })),
      [{ text: 'dog', keys: 6 }],
    );
  });

  it('are none of those that lead elsewhere in the list, nor those that are only held', async () => {
    const page = await openDataset([entry(0, { suggestion: suggested('a dog') }), entry(1)]);
    for (const key of ['ArrowDown', 'ArrowUp', 'Shift', 'Home']) page.press(key);
    page.answerMoves();
    page.press('Enter');
    page.tell({ type: 'command', command: 'acceptAndNext' });
    assert.deepEqual(page.saidOf('accept'), [{ type: 'accept', key: '0.jpg 0', candidate: 0, keys: 1 }]);
  });

  it('are unknown where the caption was begun before the page was there', async () => {
    const page = await openDataset([entry(0, { draft: 'a do' }), entry(1)]);
    page.type('g');
    page.press('Enter');
    assert.deepEqual(
      page.saidOf('edit').map(({ keys }) => keys),
      [undefined],
    );
  });
});
