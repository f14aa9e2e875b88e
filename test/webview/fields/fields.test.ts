import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { ItemView } from '../../../src/extension/entries/entryMessages';
import { countsOf, entry, openDataset } from '../harness/openDataset';
import type { WebviewPage } from '../harness/webviewPage';

type Fields = ItemView['fields'];

const text = (name: string, value: string): Fields[number] => ({ name, text: value, isText: true });

/** An image with these fields, and one without any. */
async function withFields(fields: Fields, always: string[] = []): Promise<WebviewPage> {
  const page = await openDataset([entry(0, { fields }), entry(1)]);
  page.tell({ type: 'fields', names: always });
  return page;
}

function shown(page: WebviewPage): [string, string, boolean][] {
  return page.all('.field').map((field) => {
    const box = field.querySelector('textarea');
    assert.ok(box);
    return [field.textContent ?? '', box.value, box.readOnly];
  });
}

function box(page: WebviewPage, at = 0): HTMLTextAreaElement {
  const found = page.all('.field-box')[at];
  assert.ok(found instanceof page.window.HTMLTextAreaElement);
  return found;
}

/** Puts another text into a field, as typing over all of it does. */
function retype(page: WebviewPage, value: string, at = 0): void {
  box(page, at).focus();
  box(page, at).select();
  page.type(value);
}

function become(page: WebviewPage, fields: Fields): void {
  page.tell({ type: 'items', items: [entry(0, { fields })], counts: countsOf(2) });
}

describe('Fields beside the caption', () => {
  it('are those of the setting, also where a row has none, and then those that are text', async () => {
    const fields = [text('tags', 'a, b'), text('split', 'train'), { name: 'weight', text: '1.5', isText: false }];
    const page = await withFields(fields, ['split', 'license']);
    assert.deepEqual(shown(page), [
      ['split', 'train', false],
      ['license', '', false],
      ['tags', 'a, b', false],
    ]);
  });

  it('that are no text are shown where they are named, and cannot be typed into', async () => {
    const page = await withFields([{ name: 'weight', text: '1.5', isText: false }], ['weight']);
    assert.deepEqual(shown(page), [['weight', '1.5', true]]);
    assert.match(box(page).title, /no text/u);
  });

  it('take no room where there are none', async () => {
    const page = await withFields([]);
    assert.ok(!page.isShown('.fields'));
  });

  it('are written with Enter, once, and the keys are for the images again', async () => {
    const page = await withFields([text('split', 'train')]);
    page.tell({ type: 'command', command: 'editFields' });
    page.answerMoves();
    page.type('val');
    assert.equal(page.press('Enter'), false);
    assert.equal(page.focused, page.one('.list'));
    const said = page.saidOf('setField').map(({ key, name, text: value }) => [key, name, value]);
    assert.deepEqual(said, [['0.jpg 0', 'split', 'val']]);
    assert.equal(page.saidOf('edit').length, 0);
  });

  it('are written when another image is gone to, into the row that they were typed at', async () => {
    const page = await withFields([text('split', 'train')], ['split']);
    retype(page, 'val');
    page.tell({ type: 'select', index: 1 });
    assert.deepEqual(
      page.saidOf('setField').map(({ key, text: value }) => [key, value]),
      [['0.jpg 0', 'val']],
    );
    assert.equal(box(page).value, '');
    assert.equal(page.focused, box(page));
  });

  it('are written before the document is saved', async () => {
    const page = await withFields([text('split', 'train')]);
    retype(page, 'val');
    page.tell({ type: 'flush', id: 1 });
    const order = page.said.map(({ type }) => type).filter((type) => ['setField', 'flushed'].includes(type));
    assert.deepEqual(order, ['setField', 'flushed']);
  });

  it('are as they were with Escape, and nothing is written', async () => {
    const page = await withFields([text('split', 'train')]);
    retype(page, 'val');
    page.press('Escape');
    assert.equal(box(page).value, 'train');
    assert.equal(page.focused, page.one('.list'));
    assert.equal(page.saidOf('setField').length, 0);
  });

  it('take back what is typed before the document takes back its own', async () => {
    const page = await withFields([text('split', 'train')]);
    retype(page, 'val');
    assert.equal(page.press('z', { ctrlKey: true }), false);
    assert.equal(box(page).value, 'train');
    assert.equal(page.press('z', { ctrlKey: true }), true);
  });

  it('hold an undo until the document has what was written', async () => {
    const page = await withFields([text('split', 'train')]);
    retype(page, 'val');
    page.press('Enter');
    box(page).focus();
    assert.equal(page.press('z', { ctrlKey: true }), false);
    assert.equal(page.saidOf('undo').length, 0);
    become(page, [text('split', 'val')]);
    page.tell({ type: 'fieldSet', id: page.saidOf('setField')[0].id });
    assert.equal(page.saidOf('undo').length, 1);
  });

  it('show what was typed until the document has it, and what the row says where it was refused', async () => {
    const page = await withFields([text('split', 'train')]);
    retype(page, 'val');
    page.press('Enter');
    become(page, [text('split', 'train')]);
    assert.equal(box(page).value, 'val');
    page.tell({ type: 'fieldSet', id: page.saidOf('setField')[0].id });
    assert.equal(box(page).value, 'train');
  });

  it('keep what is being typed when something else of the row changes', async () => {
    const page = await withFields([text('split', 'train')]);
    retype(page, 'va');
    become(page, [text('split', 'train'), text('tags', 'x')]);
    page.type('l');
    assert.equal(box(page).value, 'val');
  });

  it('cannot be typed into while no caption can be changed', async () => {
    const page = await withFields([text('split', 'train')]);
    page.tell({ type: 'editable', refusal: { reason: 'The file cannot be written.' } });
    retype(page, 'val');
    page.press('Enter');
    assert.equal(box(page).value, 'train');
    assert.equal(page.saidOf('setField').length, 0);
  });

  it('lead to the setting where there is none to edit', async () => {
    const page = await withFields([]);
    page.tell({ type: 'command', command: 'editFields' });
    page.answerMoves();
    assert.deepEqual(page.saidOf('run').at(-1), { type: 'run', command: 'changeFields' });
  });
});
