import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { entry, openDataset } from '../harness/openDataset';
import { WebviewPage } from '../harness/webviewPage';

describe('What came of a fine-tune or a batch', () => {
  it('stands below the list, each with what leads to it', async () => {
    const page = await openDataset([entry(0)]);
    page.tell({
      type: 'outcomes',
      outcomes: [
        { kind: 'model', name: 'Mine', gain: 'It is better.' },
        { kind: 'failure', reason: 'The disk is full.' },
        { kind: 'batch', suggested: 58, failed: 2 },
      ],
    });
    assert.equal(page.one('.list').nextElementSibling?.contains(page.all('.outcome')[0]), true);
    assert.deepEqual(
      page.all('.outcome .notice-text').map(({ textContent }) => textContent),
      [
        '“Mine” is ready. It is better.',
        'No new model came of the fine-tune. The disk is full.',
        'Captions suggested: 58. Images that could not be captioned: 2.',
      ],
    );
    for (const way of ['Show Report', 'Show Log', 'Show Problems']) page.click(page.button(way));
    assert.deepEqual(
      page.saidOf('lookAtOutcome').map(({ kind }) => kind),
      ['model', 'failure', 'batch'],
    );
  });

  it('is shown by a key, the newest of it, which its line names', async () => {
    const page = await openDataset([entry(0)]);
    const show = (): void => page.tell({ type: 'command', command: 'lookAtOutcome' });
    show();
    assert.deepEqual(page.saidOf('lookAtOutcome'), []);
    page.tell({
      type: 'outcomes',
      outcomes: [
        { kind: 'failure', reason: 'The disk is full.' },
        { kind: 'model', name: 'Mine', gain: 'It is better.' },
        { kind: 'batch', suggested: 58, failed: 0 },
      ],
    });
    assert.deepEqual(
      page.all('.outcome').map((line) => line.querySelector('kbd:not([hidden])')?.textContent),
      [undefined, 'Alt+Shift+R', undefined],
    );
    show();
    assert.deepEqual(page.saidOf('lookAtOutcome'), [{ type: 'lookAtOutcome', kind: 'model' }]);
  });

  it('leads nowhere where a batch captioned all, and is closed', async () => {
    const page = await openDataset([entry(0)]);
    page.tell({ type: 'outcomes', outcomes: [{ kind: 'batch', suggested: 60, failed: 0 }] });
    assert.deepEqual(
      page.all('.outcome button:not([hidden])').map(({ textContent }) => textContent),
      ['Close'],
    );
    page.click(page.one('.outcome button:not([hidden])'));
    assert.deepEqual(page.saidOf('closeOutcome'), [{ type: 'closeOutcome', kind: 'batch' }]);
    page.tell({ type: 'outcomes', outcomes: [] });
    assert.equal(page.all('.outcome').length, 0);
  });

  it('has a line of its own there while a model learns, which stops it', async () => {
    const page = await openDataset([entry(0)]);
    assert.equal(page.isShown('.learning'), false);
    page.tell({ type: 'outcomes', outcomes: [], learning: 'step 20, at least 59 s left' });
    const line = page.one('.learning.shown');
    assert.equal(
      line.querySelector('.notice-text')?.textContent,
      'Learning from your captions, while you go on: step 20, at least 59 s left',
    );
    page.click(page.button('Cancel'));
    assert.deepEqual(page.saidOf('run'), [{ type: 'run', command: 'cancelFineTune' }]);
    page.tell({ type: 'outcomes', outcomes: [] });
    assert.equal(page.isShown('.learning'), false);
  });

  it('is asked for when the page begins, as after a reload of the window', async () => {
    const { said } = await WebviewPage.open();
    assert.ok(said.some(({ type }) => type === 'askOutcomes'));
  });
});
