import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { countsOf, entry, listOf, openDataset } from '../harness/openDataset';
import { WebviewPage } from '../harness/webviewPage';

describe('A page that comes back', () => {
  /** The page is thrown away, as with the window, and comes back with what the extension knows. */
  const comeBack = async (page: WebviewPage, draft?: string): Promise<WebviewPage> => {
    const next = await WebviewPage.open(page.kept);
    next.tell(listOf([entry(0), entry(1, draft === undefined ? {} : { draft })], { select: 1, scroll: 'restore' }));
    next.tell({ type: 'editable' });
    next.answerMoves();
    return next;
  };

  it('has the caret behind what was being typed, so that a word goes on where it was', async () => {
    const page = await openDataset([entry(0), entry(1)], { select: 1 });
    page.type('a ca');
    const next = await comeBack(page, 'a ca');
    next.type('t');
    assert.equal(next.textBox.value, 'a cat');
  });

  it('has it there also where VS Code gives the page the keys only later', async () => {
    const page = await openDataset([entry(0), entry(1)], { select: 1 });
    page.type('a ca');
    const next = await WebviewPage.open(page.kept);
    let hasKeys = false;
    next.window.document.hasFocus = () => hasKeys;
    next.tell(listOf([entry(0), entry(1, { draft: 'a ca' })], { select: 1, scroll: 'restore' }));
    hasKeys = true;
    next.window.dispatchEvent(new next.window.Event('focus'));
    next.tell({ type: 'editable' });
    next.answerMoves();
    next.type('t');
    assert.equal(next.textBox.value, 'a cat');
  });

  it('has it there as soon as what was typed has come', async () => {
    const page = await openDataset([entry(0), entry(1)], { select: 1 });
    page.type('a ca');
    const next = await comeBack(page);
    next.tell({ type: 'items', items: [entry(1, { draft: 'a ca' })], counts: countsOf(2) });
    next.type('t');
    assert.equal(next.textBox.value, 'a cat');
  });

  const many = Array.from({ length: 20 }, (_, index) => entry(index));
  const comeBackLower = async (page: WebviewPage): Promise<HTMLElement> => {
    page.one('.list').dispatchEvent(new page.window.Event('scroll'));
    const next = await WebviewPage.open(page.kept);
    next.resize(3 * 84);
    next.tell(listOf(many, { select: 9, scroll: 'restore' }));
    return next.one('.list');
  };

  it('has the selected image in sight also where the window is lower now', async () => {
    const page = await openDataset(many, { select: 9 });
    page.one('.list').scrollTop = 5 * 84;
    assert.equal((await comeBackLower(page)).scrollTop, 7 * 84);
  });

  it('is scrolled away from the selected image where it was', async () => {
    const page = await openDataset(many, { select: 9 });
    page.one('.list').scrollTop = 84;
    assert.equal((await comeBackLower(page)).scrollTop, 84);
  });

  it('has the keys for the images where nobody was typing', async () => {
    const page = await openDataset([entry(0), entry(1)], { select: 1 });
    page.type('a ca');
    page.press('Escape');
    const next = await comeBack(page, 'a ca');
    assert.equal(next.focused, next.one('.list'));
  });

  it('has them for the images where what was being typed is not there', async () => {
    const page = await openDataset([entry(0), entry(1)], { select: 1 });
    page.type('a ca');
    const next = await comeBack(page);
    assert.equal(next.focused, next.one('.list'));
  });
});
