import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { ItemView } from '../../../src/extension/entries/entryMessages';
import { entry, openDataset, suggested } from '../harness/openDataset';
import type { WebviewPage } from '../harness/webviewPage';

async function withPhrases(phrases: string[], changes: Partial<ItemView> = {}): Promise<WebviewPage> {
  const page = await openDataset([entry(0, { suggestion: suggested('a red dog'), ...changes }), entry(1)]);
  page.tell({ type: 'phrases', phrases });
  return page;
}

function insert(page: WebviewPage, number: 1 | 2): void {
  page.tell({ type: 'command', command: `insertPhrase${number}` });
  page.answerMoves();
}

describe('A phrase with a key', () => {
  it('stands below the text box with its key; where there is none, its line says where one comes from, and keeps its room', async () => {
    const page = await withPhrases(['Puma Men', 'T-shirt']);
    const shown = page.all('.phrase').map(({ textContent, title }) => [textContent, title]);
    assert.deepEqual(shown, [
      ['1Puma Men', 'Insert “Puma Men” at the caret (Alt+Shift+1)'],
      ['2T-shirt', 'Insert “T-shirt” at the caret (Alt+Shift+2)'],
    ]);
    assert.equal(page.textOf('.phrases-keys'), 'Alt+Shift+1…');
    page.tell({ type: 'phrases', phrases: [] });
    assert.equal(page.textOf('.phrases.none .phrases-list'), 'What several of your captions say gets a key here.');
    assert.ok(page.isShown('.phrases'));
  });

  it('is inserted at the caret, with a space where it would stand against a word', async () => {
    const page = await withPhrases(['Puma Men']);
    page.textBox.focus();
    page.type('New');
    insert(page, 1);
    assert.equal(page.textBox.value, 'New Puma Men');
    page.textBox.setSelectionRange(0, 0);
    insert(page, 1);
    assert.equal(page.textBox.value, 'Puma Men New Puma Men');
    page.wait(1000);
    assert.equal(page.saidOf('draft').at(-1)?.draft.text, 'Puma Men New Puma Men');
  });

  it('begins the caption where the keys are for the list, by the rule of a letter', async () => {
    const page = await withPhrases(['Puma Men']);
    insert(page, 1);
    assert.equal(page.textBox.value, 'Puma Men');
    assert.equal(page.focused, page.textBox);
    const other = await withPhrases(['Puma Men'], { text: 'New', status: 'written' });
    insert(other, 1);
    assert.equal(other.textBox.value, 'New Puma Men');
  });

  it('takes the place of the word that is boxed', async () => {
    const page = await withPhrases(['bright blue']);
    for (let times = 0; times < 2; times++) page.tell({ type: 'command', command: 'nextWord' });
    insert(page, 1);
    assert.equal(page.textBox.value, 'a bright blue dog');
  });

  it('is inserted by a click, too, and the keys stay where they are', async () => {
    const page = await withPhrases(['Puma Men', 'T-shirt']);
    page.textBox.focus();
    page.click(page.all('.phrase')[1]);
    assert.equal(page.textBox.value, 'T-shirt');
    assert.equal(page.focused, page.textBox);
  });

  it('does nothing where the key has none, or captions cannot be changed', async () => {
    const page = await withPhrases(['Puma Men']);
    insert(page, 2);
    assert.equal(page.focused, page.one('.list'));
    page.tell({ type: 'editable', refusal: { reason: 'The file cannot be written.' } });
    insert(page, 1);
    assert.equal(page.textBox.value, '');
  });

  it('can be changed in the settings, where a button leads', async () => {
    const page = await withPhrases(['Puma Men']);
    page.click(page.button('Change'));
    assert.deepEqual(page.said.at(-1), { type: 'run', command: 'changePhrases' });
  });

  it('is seen while its keys are held, also where the line has no room for it', async () => {
    const page = await withPhrases(['Puma Men', 'T-shirt']);
    const key = (type: string, name: string, altKey: boolean): unknown =>
      page.textBox.dispatchEvent(new page.window.KeyboardEvent(type, { key: name, altKey, bubbles: true }));
    const areAll = (): boolean => page.one('.phrases').classList.contains('all');
    page.textBox.focus();
    key('keydown', 'Alt', true);
    key('keydown', 'Shift', true);
    assert.ok(areAll());
    key('keyup', 'Alt', false);
    assert.ok(!areAll());
    key('keydown', 'Shift', false);
    assert.ok(!areAll());
  });
});
