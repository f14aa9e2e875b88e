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

describe('The text box', () => {
  it('sends the first letter at once, then a word when it is complete, and the rest after a pause', async () => {
    const page = await inTextBox();
    page.type('a dog');
    assert.deepEqual(texts(page), ['a', 'a ']);
    page.wait(999);
    assert.deepEqual(texts(page), ['a', 'a ']);
    page.wait(1);
    assert.deepEqual(texts(page), ['a', 'a ', 'a dog']);
    const sequences = page.saidOf('edit').map(({ sequence }) => sequence);
    assert.deepEqual(
      sequences,
      sequences.toSorted((one, other) => one - other),
    );
  });

  it('makes deleting after writing another step', async () => {
    const page = await inTextBox();
    page.type('a dog');
    page.press('Backspace');
    assert.deepEqual(texts(page), ['a', 'a ', 'a dog']);
    page.wait(1000);
    assert.equal(texts(page).at(-1), 'a do');
  });

  it('keeps what is typed until the document has it, in case that the page or the window goes', async () => {
    const page = await inTextBox();
    page.type('a d');
    assert.match(JSON.stringify(page.kept), /"text":"a d"/);
    page.wait(100);
    assert.equal(page.saidOf('draft').at(-1)?.draft.text, 'a d');
    page.wait(1000);
    const { sequence } = page.saidOf('edit').at(-1) ?? { sequence: 0 };
    show(page, { text: 'a d', status: 'written', acknowledged: sequence - 1 });
    assert.match(JSON.stringify(page.kept), /"text":"a d"/);
    show(page, { text: 'a d', status: 'written', acknowledged: sequence });
    assert.doesNotMatch(JSON.stringify(page.kept), /"draft"/);
  });

  it('is not changed by echoes of what was typed before', async () => {
    const page = await inTextBox();
    page.type('a dog');
    const [first] = page.saidOf('edit');
    show(page, { text: 'a', status: 'written', acknowledged: first.sequence });
    assert.equal(page.textBox.value, 'a dog');
  });

  it('takes what came into the document from elsewhere once it is not ahead any more', async () => {
    const page = await inTextBox();
    page.type('a ');
    const { sequence } = page.saidOf('edit').at(-1) ?? { sequence: 0 };
    show(page, { text: 'a cat', status: 'written', acknowledged: sequence });
    assert.equal(page.textBox.value, 'a cat');
  });

  it('takes back with Escape what was typed since it has the focus', async () => {
    const page = await inTextBox({ text: 'a cat', status: 'written' });
    page.type('s');
    page.press('Escape');
    assert.equal(page.textBox.value, 'a cat');
    const [{ draft }] = page.saidOf('edit');
    assert.deepEqual(
      page.saidOf('revert').map((message) => message.draft),
      [draft],
    );
    assert.equal(page.focused, page.one('.list'));
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
    assert.deepEqual(
      page.saidOf('edit').map(({ text, begunWith }) => [text, begunWith]),
      [['a dogs', 0]],
    );
  });

  it('sends what was typed when the person goes to another image', async () => {
    const page = await inTextBox();
    page.type('a dog');
    page.click(page.one('#row-1'));
    const order = page.said.filter(({ type }) => ['edit', 'select'].includes(type)).map(({ type }) => type);
    assert.deepEqual(order, ['edit', 'edit', 'edit', 'select']);
    assert.equal(texts(page).at(-1), 'a dog');
    assert.equal(page.textBox.value, '');
  });

  it('sends what was typed before the extension saves', async () => {
    const page = await inTextBox();
    page.type('a dog');
    page.tell({ type: 'flush', id: 7 });
    assert.equal(texts(page).at(-1), 'a dog');
    assert.deepEqual(page.said.at(-1), { type: 'flushed', id: 7 });
  });

  it('holds Ctrl+Z until the document has what was typed', async () => {
    const page = await inTextBox();
    page.type('a dog');
    assert.ok(!page.press('z', { ctrlKey: true }), 'VS Code would undo something else');
    assert.equal(page.saidOf('undo').length, 0);
    page.wait(1000);
    const { sequence } = page.saidOf('edit').at(-1) ?? { sequence: 0 };
    show(page, { text: 'a dog', status: 'written', acknowledged: sequence });
    assert.equal(page.saidOf('undo').length, 1);
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
    assert.deepEqual(texts(page), ['a']);
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
