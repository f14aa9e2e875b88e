import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { countsOf, entry, listOf, openDataset } from '../harness/openDataset';
import type { WebviewPage } from '../harness/webviewPage';

const three = [entry(0), entry(1), entry(2)];

/** VS Code makes a command of a key that it got. */
function command(page: WebviewPage, name: 'next' | 'acceptAndNext' | 'search'): void {
  page.tell({ type: 'command', command: name });
}
const typed = (page: WebviewPage): string[][] => page.saidOf('draft').map(({ draft: { key, text } }) => [key, text]);

describe('Typing ahead', () => {
  it('types into the image that the key before leads to, however late VS Code answers', async () => {
    const page = await openDataset(three);
    assert.ok(page.press('ArrowDown'), 'VS Code gets the key');
    page.type('dog');
    page.wait(5_000);
    assert.deepEqual(typed(page), [], 'nothing is typed before it is known where');
    command(page, 'next');
    page.answerMoves();
    page.wait(1_000);
    assert.equal(page.textBox.value, 'dog');
    assert.deepEqual(typed(page).at(-1), ['1.jpg 0', 'dog']);
    assert.ok(typed(page).every(([key]) => key === '1.jpg 0'));
  });

  it('types where the person is when the key was bound to nothing', async () => {
    const page = await openDataset(three);
    page.press('F9');
    page.type('dog');
    page.answerMoves();
    page.wait(1_000);
    assert.deepEqual(typed(page).at(-1), ['0.jpg 0', 'dog']);
  });

  it('takes a letter back that is held', async () => {
    const page = await openDataset(three);
    page.press('ArrowDown');
    page.type('dox');
    page.press('Backspace');
    page.type('g');
    command(page, 'next');
    page.answerMoves();
    assert.equal(page.textBox.value, 'dog');
  });

  it('does keys in between in their turn', async () => {
    const page = await openDataset(three);
    page.press('ArrowDown');
    page.type('dog');
    page.press('Enter');
    command(page, 'next');
    page.answerMoves();
    page.wait(1_000);
    assert.deepEqual(typed(page).at(-1), ['1.jpg 0', 'dog']);
    assert.equal(page.saidOf('select').at(-1)?.index, 2, 'Enter went on');
  });

  it('waits for a list that was asked for', async () => {
    const page = await openDataset(three);
    page.choose('Order', 'longest');
    page.one('.list').focus();
    page.type('dog');
    page.wait(1_000);
    assert.deepEqual(typed(page), []);
    const { filter } = page.saidOf('filter').at(-1) ?? {};
    page.tell(listOf([entry(0, { key: 'other.jpg 0', fileName: 'other.jpg' })], { version: 2, filter }));
    page.answerMoves();
    page.wait(1_000);
    assert.deepEqual(typed(page).at(-1), ['other.jpg 0', 'dog']);
  });

  it('waits for an entry that is selected and not known yet', async () => {
    const page = await openDataset(three, { length: 100 });
    page.press('End');
    page.answerMoves();
    page.type('dog');
    page.wait(1_000);
    assert.deepEqual(typed(page), []);
    page.tell({ type: 'items', items: [entry(99)], counts: countsOf(100) });
    page.answerMoves();
    page.wait(1_000);
    assert.deepEqual(typed(page).at(-1), ['99.jpg 0', 'dog']);
  });

  it('says what is typed nowhere when the extension has ceased to answer', async () => {
    const page = await openDataset(three);
    page.click(page.one('#row-1'));
    page.press('ArrowDown');
    page.type('dog');
    page.wait(15_000);
    assert.match(page.textOf('.notice.shown > .notice-text'), /^Not typed.*“dog”/);
    assert.match(page.textOf('.banner-text'), /^Showtell does not answer/);
    page.tell({ type: 'items', items: [], counts: countsOf(3) });
    assert.ok(!page.isShown('.banner'));
    assert.deepEqual(typed(page), []);
  });

  it('keeps what is held in case that the page goes, and says afterwards that it is in no caption', async () => {
    const page = await openDataset(three);
    page.press('ArrowDown');
    page.type('dog');
    const { WebviewPage } = await import('../harness/webviewPage');
    const next = await WebviewPage.open(page.kept);
    next.tell(listOf(three));
    assert.match(next.textOf('.notice.shown > .notice-text'), /“dog”/);
  });

  it('types into the search box that a command leads to', async () => {
    const page = await openDataset(three);
    page.press('f', { ctrlKey: true });
    page.type('cat');
    command(page, 'search');
    page.answerMoves();
    page.wait(200);
    assert.equal(page.saidOf('filter').at(-1)?.filter.search, 'cat');
    assert.deepEqual(typed(page), []);
  });
});

describe('A key', () => {
  it('that types begins the caption of the image', async () => {
    const page = await openDataset(three);
    assert.ok(!page.press('a') || page.focused === page.textBox);
    assert.equal(page.focused, page.textBox);
    assert.equal(page.textBox.value, 'a');
  });

  it('in the text box stays there, but for those that mean the same everywhere', async () => {
    const page = await openDataset(three);
    page.textBox.focus();
    for (const key of ['a', 'ArrowDown', 'Home', 'Delete', ' ']) assert.ok(!page.press(key), key);
    for (const key of ['PageDown', 'F2']) assert.ok(page.press(key), key);
  });

  it('on the list goes to VS Code, which has it bound', async () => {
    const page = await openDataset(three);
    for (const key of ['Enter', 'ArrowDown', 'Delete', ' ']) {
      assert.ok(page.press(key), key);
      page.answerMoves();
    }
  });

  it('that leaves the text box is the first Escape, also while a completion is shown', async () => {
    const page = await openDataset([entry(0), entry(1)]);
    page.textBox.focus();
    page.type('a d');
    const request = page.saidOf('complete').at(-1)?.request ?? 0;
    page.tell({ type: 'completion', request, continuation: 'og', wordEnds: [5] });
    assert.equal(page.textOf('.ghost-text'), 'og');
    page.press('Escape');
    assert.equal(page.textBox.value, '');
    assert.equal(page.focused, page.one('.list'));
    assert.equal(page.saidOf('revert').length, 1);
  });

  it('that comes back from a button is Escape', async () => {
    const page = await openDataset([entry(0), entry(1)]);
    page.button('Exclude').focus();
    assert.ok(!page.press('Escape'));
    assert.equal(page.focused, page.one('.list'));
  });

  it('on a button is for the button', async () => {
    const page = await openDataset(three);
    page.button('Exclude').focus();
    assert.ok(!page.press('Enter'), 'VS Code would accept a caption');
    assert.deepEqual(page.saidOf('exclude'), [{ type: 'exclude', key: '0.jpg 0' }]);
  });
});
