import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { entry, openDataset } from '../harness/openDataset';

describe('Tab', () => {
  it('comes from the last button to the first of the editor, and Shift+Tab goes back to it', async () => {
    const page = await openDataset([entry(0), entry(1)]);
    const last = page.button('Exclude');
    last.focus();
    page.press('Tab');
    assert.equal(page.focused, page.button('More'));
    page.press('Tab', { shiftKey: true });
    assert.equal(page.focused, last);
  });

  it('is the browser’s own everywhere else', async () => {
    const page = await openDataset([entry(0), entry(1)]);
    const edit = page.button('Edit');
    edit.focus();
    page.press('Tab');
    assert.equal(page.focused, edit);
  });
});

describe('Ctrl+A in the list', () => {
  const selected = (page: Awaited<ReturnType<typeof openDataset>>): number =>
    page.all('.row[aria-selected=true]').length;

  it('selects all images, and says what Enter does with them', async () => {
    const page = await openDataset([entry(0), entry(1), entry(2)]);
    assert.equal(page.press('a', { ctrlKey: true }), false);
    assert.equal(selected(page), 3);
    assert.match(page.textOf('.notice.shown'), /^All that is shown is selected: 3\. Enter accepts/);
    page.press('Enter');
    page.tell({ type: 'command', command: 'acceptAndNext' });
    assert.deepEqual(page.saidOf('run'), [{ type: 'run', command: 'acceptAllShown' }]);
    assert.equal(selected(page), 1);
  });

  it('is ended by Escape, and by what is for a single image', async () => {
    const page = await openDataset([entry(0), entry(1), entry(2)]);
    page.press('a', { ctrlKey: true });
    page.press('Escape');
    assert.equal(selected(page), 1);
    assert.equal(page.all('.notice.shown').length, 0);
    page.press('a', { ctrlKey: true });
    page.tell({ type: 'command', command: 'exclude' });
    assert.deepEqual(page.saidOf('exclude'), []);
    assert.equal(selected(page), 1);
    page.press('a', { ctrlKey: true });
    page.tell({ type: 'command', command: 'next' });
    assert.equal(selected(page), 1);
  });

  it('selects the text in the text box, as ever', async () => {
    const page = await openDataset([entry(0, { text: 'a dog', status: 'written' }), entry(1)]);
    page.textBox.focus();
    page.press('a', { ctrlKey: true });
    assert.equal(selected(page), 1);
  });
});
