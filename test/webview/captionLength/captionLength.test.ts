import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { entry, openDataset } from '../harness/openDataset';
import type { WebviewPage } from '../harness/webviewPage';

/** Answers what was asked last; the first question was asked as the page opened. */
function answer(page: WebviewPage, tokens?: number): void {
  const text = page.saidOf('measure').at(-1)?.text ?? 'a cat';
  page.tell({ type: 'measured', text, characters: text.length, words: 2, tokens });
}

async function withCaption(): Promise<WebviewPage> {
  const page = await openDataset([entry(0, { text: 'a cat', status: 'written' }), entry(1)]);
  page.tell({ type: 'limit' });
  return page;
}

describe('The length of a caption', () => {
  it('is said in characters and words where no tokens are counted', async () => {
    const page = await withCaption();
    answer(page);
    assert.equal(page.textOf('.caption-length'), 'Characters: 5, words: 2');
    assert.ok(!page.isShown('.tokens'));
  });

  it('is said in tokens, too, and stands out over the limit', async () => {
    const page = await withCaption();
    page.tell({ type: 'limit', limit: 77 });
    answer(page, 77);
    assert.equal(page.textOf('.tokens'), '77 of 77 tokens');
    assert.equal(page.all('.tokens.problem').length, 0);
    page.tell({ type: 'limit', limit: 76 });
    answer(page, 77);
    assert.equal(page.all('.tokens.problem').length, 1);
  });

  it('is asked for again once the answer is there, where something was typed meanwhile', async () => {
    const page = await withCaption();
    page.textBox.focus();
    page.type('xyz');
    assert.deepEqual(page.saidOf('measure'), []);
    answer(page);
    assert.equal(page.saidOf('measure').at(-1)?.text, page.textBox.value);
  });

  it('leads to the captions that are over the limit, and back', async () => {
    const page = await withCaption();
    page.tell({ type: 'limit', limit: 77 });
    answer(page, 80);
    page.click(page.one('.tokens'));
    assert.deepEqual(page.saidOf('filter').at(-1)?.filter.tokens, { from: 78 });
    page.click(page.button('Only captions of 78+ tokens ✕'));
    assert.equal(page.saidOf('filter').at(-1)?.filter.tokens, undefined);
  });

  it('says why tokens are not counted', async () => {
    const page = await withCaption();
    page.tell({ type: 'limit', problem: 'The tokens are not counted.' });
    answer(page);
    assert.equal(page.textOf('.caption-length .problem'), 'The tokens are not counted.');
  });
});
