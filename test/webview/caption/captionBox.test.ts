import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { ItemView } from '../../../src/extension/entries/entryMessages';
import { countsOf, entry, openDataset, suggested } from '../harness/openDataset';
import type { WebviewPage } from '../harness/webviewPage';

/** The page with the caret in the text box of the first of two images. */
async function inTextBox(changes: Partial<ItemView> = {}): Promise<WebviewPage> {
  const page = await openDataset([entry(0, changes), entry(1)]);
  page.textBox.focus();
  page.hearOn();
  return page;
}

const show = (page: WebviewPage, changes: Partial<ItemView>): void =>
  page.tell({ type: 'items', items: [entry(0, changes)], counts: countsOf(2) });
const texts = (page: WebviewPage): string[] => page.saidOf('edit').map(({ text }) => text);
const drafts = (page: WebviewPage): string[] => page.saidOf('draft').map(({ draft }) => draft.text);

describe('The text box', () => {
  it('tells what is typed, the first letter at once and the rest soon after, and decides nothing', async () => {
    const page = await inTextBox();
    page.type('a dog');
    assert.deepEqual(drafts(page), ['a']);
    page.wait(100);
    assert.deepEqual(drafts(page), ['a', 'a dog']);
    page.wait(5000);
    assert.deepEqual(texts(page), []);
  });

  it('decides on what was typed with Enter, once', async () => {
    const page = await openDataset([entry(0)]);
    page.textBox.focus();
    page.hearOn();
    page.type('a dog');
    page.press('Enter');
    page.answerMoves();
    page.press('Enter');
    page.answerMoves();
    assert.deepEqual(texts(page), ['a dog']);
  });

  it('decides with Enter on what was begun before', async () => {
    const page = await openDataset([entry(0, { draft: 'a dog' }), entry(1)]);
    assert.equal(page.textBox.value, 'a dog');
    page.tell({ type: 'command', command: 'acceptAndNext' });
    page.answerMoves();
    assert.deepEqual(texts(page), ['a dog']);
  });

  it('shows what is begun with a sign and a word of its own, and the caption as it is typed', async () => {
    const page = await openDataset([entry(0, { text: 'a cat', status: 'written', draft: 'a cat sl' }), entry(1)]);
    assert.equal(page.textOf('#row-0 .row-caption'), 'a cat sl');
    assert.equal(page.textOf('#row-0 .status.begun'), 'Begun');
    assert.equal(page.textOf('.meta .status.begun'), 'Begun');
  });

  it('takes back with Ctrl+Z what is typed word by word, and types it again', async () => {
    const page = await inTextBox();
    page.type('a red dog');
    const taken = (): string => {
      assert.ok(!page.press('z', { ctrlKey: true }), 'VS Code would undo something else');
      return page.textBox.value;
    };
    assert.deepEqual([taken(), taken()], ['a red ', 'a ']);
    page.press('z', { ctrlKey: true, shiftKey: true });
    page.press('y', { ctrlKey: true });
    assert.equal(page.textBox.value, 'a red dog');
    assert.deepEqual([taken(), taken(), taken()], ['a red ', 'a ', '']);
    assert.equal(page.saidOf('revert').length, 1, 'nothing is begun any more');
    page.tell({
      type: 'items',
      items: [entry(0, { acknowledged: page.saidOf('revert')[0].sequence })],
      counts: countsOf(2),
    });
    assert.ok(page.press('z', { ctrlKey: true }), 'after that it is about the document');
  });

  it('takes back what was deleted apart from what was typed before', async () => {
    const page = await inTextBox();
    page.type('dogs');
    page.press('Backspace');
    page.press('z', { ctrlKey: true });
    assert.equal(page.textBox.value, 'dogs');
    page.press('z', { ctrlKey: true });
    assert.equal(page.textBox.value, '');
  });

  it('leaves a suggestion untouched that what was typed into it is taken back from', async () => {
    const page = await openDataset([entry(0, { suggestion: suggested('a dog') }), entry(1)]);
    page.tell({ type: 'command', command: 'editCaption' });
    page.type('s');
    page.press('z', { ctrlKey: true });
    assert.equal(page.textBox.value, 'a dog');
    page.textBox.blur();
    assert.equal(page.textBox.value, '');
    assert.equal(page.saidOf('revert').length, 1);
  });

  it('keeps what is typed until the extension has it, in case that the page or the window goes', async () => {
    const page = await inTextBox();
    page.type('a d');
    assert.match(JSON.stringify(page.kept), /"text":"a d"/);
    page.wait(100);
    const { draft } = page.saidOf('draft').at(-1) ?? assert.fail();
    assert.equal(draft.text, 'a d');
    show(page, { draft: 'a d', acknowledged: draft.sequence - 1 });
    assert.match(JSON.stringify(page.kept), /"text":"a d"/);
    show(page, { draft: 'a d', acknowledged: draft.sequence });
    assert.doesNotMatch(JSON.stringify(page.kept), /"draft"/);
  });

  it('keeps a decision as one until the document has it', async () => {
    const page = await inTextBox();
    page.type('a d');
    page.press('Enter');
    page.answerMoves();
    assert.match(JSON.stringify(page.kept), /"isDecided":true/);
  });

  it('is not changed by echoes of what was typed before', async () => {
    const page = await inTextBox();
    page.type('a dog');
    const [{ draft: first }] = page.saidOf('draft');
    show(page, { draft: 'a', acknowledged: first.sequence });
    assert.equal(page.textBox.value, 'a dog');
  });

  it('takes what came into the document from elsewhere once it is not ahead any more', async () => {
    const page = await inTextBox();
    page.type('a ');
    page.wait(100);
    const { draft } = page.saidOf('draft').at(-1) ?? assert.fail();
    show(page, { draft: 'a cat', acknowledged: draft.sequence });
    assert.equal(page.textBox.value, 'a cat');
  });

  it('takes back with Escape what was typed since it has the focus', async () => {
    const page = await inTextBox({ text: 'a cat', status: 'written' });
    page.type('s');
    page.press('Escape');
    assert.equal(page.textBox.value, 'a cat');
    assert.equal(page.saidOf('revert').length, 1);
    assert.equal(page.focused, page.one('.list'));
  });

  it('brings back with Ctrl+Z what Escape has taken back, if nothing else was done since', async () => {
    const page = await inTextBox();
    page.type('a dog');
    page.press('Escape');
    page.hearOn();
    assert.ok(!page.press('z', { ctrlKey: true }), 'VS Code would undo something else');
    assert.equal(page.textBox.value, 'a dog');
    assert.deepEqual(drafts(page), ['a dog']);
    page.answerMoves();
    assert.ok(page.press('z', { ctrlKey: true }), 'it is there again');
  });

  it('does not bring back what Escape has taken back once something else is done', async () => {
    const page = await inTextBox();
    page.type('a dog');
    page.press('Escape');
    page.tell({ type: 'command', command: 'exclude' });
    page.answerMoves();
    await page.answerDecisions();
    assert.ok(page.press('z', { ctrlKey: true }));
    assert.equal(page.textBox.value, '');
  });

  it('goes back with Escape to what was begun before it had the focus', async () => {
    const page = await inTextBox({ draft: 'a cat' });
    page.type('s');
    page.press('Escape');
    assert.equal(page.textBox.value, 'a cat');
    assert.equal(page.saidOf('revert').length, 0);
    page.wait(100);
    assert.equal(drafts(page).at(-1), 'a cat');
  });

  it('says that a caption was emptied, which is no decision', async () => {
    const page = await inTextBox({ text: 'a', status: 'written' });
    page.press('Backspace');
    page.press('Delete');
    page.textBox.select();
    page.press('Backspace');
    page.textBox.blur();
    assert.equal(page.saidOf('clear').length, 1);
    assert.equal(page.saidOf('edit').filter(({ text }) => text.trim() !== '').length, 0);
  });

  it('begins with the suggestion, of which nothing is decided until it is touched', async () => {
    const page = await openDataset([entry(0, { suggestion: suggested('a dog') }), entry(1)]);
    page.tell({ type: 'command', command: 'editCaption' });
    assert.equal(page.textBox.value, 'a dog');
    page.textBox.blur();
    assert.equal(page.textBox.value, '');
    assert.equal(page.saidOf('edit').length, 0);
  });

  it('says with what is changed of a suggestion which one it began with', async () => {
    const page = await openDataset([entry(0, { suggestion: suggested('a dog') }), entry(1)]);
    page.tell({ type: 'command', command: 'editCaption' });
    page.textBox.setSelectionRange(5, 5);
    page.type('s');
    page.press('Enter');
    page.answerMoves();
    for (const told of [page.saidOf('draft').map(({ draft }) => draft), page.saidOf('edit')])
      assert.deepEqual(
        told.map(({ text, begunWith }) => [text, begunWith]),
        [['a dogs', 0]],
      );
  });

  it('tells what was typed when the person goes to another image', async () => {
    const page = await inTextBox();
    page.type('a dog');
    page.click(page.one('#row-1'));
    const order = page.said.filter(({ type }) => ['edit', 'draft', 'select'].includes(type)).map(({ type }) => type);
    assert.deepEqual(order, ['draft', 'draft', 'select']);
    assert.equal(drafts(page).at(-1), 'a dog');
    assert.equal(page.textBox.value, '');
  });

  it('tells what was typed before the extension saves', async () => {
    const page = await inTextBox();
    page.type('a dog');
    page.tell({ type: 'flush', id: 7 });
    assert.equal(drafts(page).at(-1), 'a dog');
    assert.deepEqual(page.said.at(-1), { type: 'flushed', id: 7 });
  });

  it('holds Ctrl+Z until the document has what was decided', async () => {
    const page = await openDataset([entry(0)]);
    page.textBox.focus();
    page.hearOn();
    page.type('a dog');
    page.press('Enter');
    page.answerMoves();
    page.textBox.focus();
    assert.ok(!page.press('z', { ctrlKey: true }), 'VS Code would undo something else');
    assert.equal(page.saidOf('undo').length, 0);
    const [{ sequence }] = page.saidOf('edit');
    show(page, { text: 'a dog', status: 'written', acknowledged: sequence });
    assert.equal(page.saidOf('undo').length, 1);
    await page.answerDecisions();
    assert.ok(page.press('z', { ctrlKey: true }), 'nothing is on its way any more');
  });

  it('cannot be typed into while captions cannot be changed, and says why', async () => {
    const page = await inTextBox();
    page.tell({ type: 'editable', refusal: { reason: 'The file cannot be written.' } });
    page.type('a');
    assert.equal(page.textBox.value, '');
    assert.equal(page.textOf('.banner-text'), 'The file cannot be written.');
    page.tell({ type: 'editable' });
    page.type('a');
    assert.deepEqual(drafts(page), ['a']);
  });

  it('has no button and no hint that promises a change while captions cannot be changed', async () => {
    const page = await openDataset([entry(0, { suggestion: suggested('a dog') })]);
    const offered = (): string[] =>
      page.all('.actions button').flatMap((one) => (one.matches(':disabled') ? [] : [one.textContent]));
    assert.ok(offered().includes('Accept'));
    page.tell({ type: 'editable', refusal: { reason: 'The file cannot be written.' } });
    assert.deepEqual(offered(), []);
    assert.equal(page.textBox.placeholder, 'No caption can be changed');
    show(page, { suggestion: suggested('a cat') });
    assert.deepEqual(offered(), [], 'also after news of the image');
    page.tell({ type: 'editable' });
    assert.ok(offered().includes('Accept'));
    assert.match(page.textBox.placeholder, /^Enter accepts/);
  });

  it('tells whether it has the focus, for the keys of VS Code', async () => {
    const page = await openDataset([entry(0)]);
    page.textBox.focus();
    page.one('.list').focus();
    assert.deepEqual(
      page.saidOf('focus').map(({ inTextBox: has }) => has),
      [true, false],
    );
  });
});
