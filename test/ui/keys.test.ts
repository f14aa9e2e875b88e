import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { runCommand, takePicture, waitForExtensions } from '../harness/browser';
import { CaptionEditor } from './captionEditor';
import { copySamples, type OpenedFolder } from './openedFolder';
import { withEditor } from './suite';

interface SavedRow {
  file_name: string;
  text: string;
  status: string;
}

/** Not one click: whoever captions a thousand images keeps the hands on the keys. */
describe('Captioning with keys alone', function () {
  this.timeout(120_000);

  let opened: OpenedFolder;
  let page: Page;
  let editor: CaptionEditor;

  const savedRow = (name: string): SavedRow | undefined =>
    readFileSync(path.join(opened.folder, 'metadata.jsonl'), 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as SavedRow)
      .find(({ file_name }) => file_name === name);
  const press = async (...keys: string[]): Promise<void> => {
    for (const key of keys) await page.keyboard.press(key);
  };
  const untilSelected = async (name: string): Promise<void> => {
    await editor.frame.locator('.row.selected', { hasText: name }).waitFor({ state: 'attached' });
  };
  /** How far the image's left edge is from that of its stage, in pixels; negative where a part of it is not seen. */
  const left = async (): Promise<number> =>
    Number(await editor.frame.evaluate(`new DOMMatrix(document.querySelector('.image-frame').style.transform).e`));
  /** Waits until it is where it is wanted. @param wanted also gets how many pixels of the image have no room */
  const untilPlaced = async (wanted: (left: number, room: number) => boolean): Promise<number> => {
    const end = Date.now() + 15_000;
    for (;;) {
      const x = await left();
      const room = await editor.frame.evaluate<number>(
        `document.querySelector('.image-frame').offsetWidth - document.querySelector('.stage').clientWidth`,
      );
      if (wanted(x, room)) return x;
      assert.ok(Date.now() < end, `the image is at ${x}, with ${room} pixels that have no room`);
    }
  };
  const untilCharactersSelected = async (characters: number): Promise<void> => {
    const end = Date.now() + 15_000;
    for (;;) {
      const selected = await editor.frame.evaluate<number>(
        `document.activeElement.selectionEnd - document.activeElement.selectionStart`,
      );
      if (selected === characters) return;
      assert.ok(Date.now() < end, `${selected} characters are selected`);
    }
  };
  const facts = (): Promise<string> => editor.frame.locator('.facts').innerText();

  withEditor({ name: 'keys', fill: copySamples, patience: 15_000, inSteps: true }, async (folder, opening) => {
    ({ page } = opened = folder);
    editor = opening;
    await editor.waitForSuggestion();
  });

  it('takes the second candidate with Alt+2 and goes on', async () => {
    const second = await editor.frame.locator('.other').first().innerText();
    await press('Alt+2');
    await editor.waitForStatus('astronaut.jpg', 'Accepted');
    await untilSelected('autumn-meadow.jpg');
    assert.equal(await editor.row('astronaut.jpg').locator('.row-caption').innerText(), second.replace(/^2\s*/, ''));
  });

  it('puts an image aside, and comes back to it after all others', async () => {
    await press('Alt+Enter');
    await untilSelected('cat.jpg');
    await press('End');
    await untilSelected('temple.jpg');
    await press('Alt+PageDown');
    await untilSelected('cat.jpg');
  });

  it('saves from inside the text box and goes on, and takes no letter there', async () => {
    await editor.waitForSuggestion();
    await press('F2');
    await editor.frame.locator('textarea:focus').waitFor();
    await press('Control+a');
    await page.keyboard.type('12345 a cat ');
    await press('Control+Enter');
    await editor.waitForStatus('cat.jpg', 'Edited');
    await untilSelected('coffee.jpg');
    // The space at its end is marked, and can be seen.
    const caption = editor.row('cat.jpg').locator('.row-caption', { hasText: '12345 a cat' });
    await caption.waitFor();
    assert.equal(await caption.innerText(), '12345 a cat ');
  });

  it('shows one image large with Space, keeps the zoom for the next, and goes on from there', async () => {
    await editor.pressFor('Space', editor.frame.locator('.split.large'));
    await editor.frame.locator('.tile').first().waitFor();
    const fitted = await facts();
    await press('Alt+Equal', 'Alt+Equal');
    await editor.frame.locator('.stage.zoomed').waitFor();
    assert.notEqual(await facts(), fitted);
    const zoomed = await facts().then((text) => text.slice(text.lastIndexOf('·')));
    await press('ArrowRight');
    await editor.frame.locator('.tile.current').waitFor();
    await takePicture(page, 'keys-large');
    await press('Enter');
    await editor.frame.locator('.meta .file-name', { hasText: 'dandelions.jpg' }).waitFor();
    await editor.frame.locator('.facts', { hasText: zoomed.trim() }).waitFor();
  });

  it('moves a zoomed image with Shift and the arrows, as far as its edge, and keeps the place for the next', async () => {
    await press('Alt+Equal', 'Alt+Equal', 'Alt+Equal', 'Alt+Equal');
    const middle = await untilPlaced((x, room) => x < 0 && room > 200);
    await press('Shift+ArrowRight');
    await untilPlaced((x) => x < middle);
    for (let step = 0; step < 24; step++) await press('Shift+ArrowRight');
    const edge = await untilPlaced((x, room) => x === -room);
    await press('Shift+ArrowLeft');
    const place = await untilPlaced((x) => x > edge);
    await takePicture(page, 'keys-panned');
    await press('ArrowUp');
    await editor.frame.locator('.meta .file-name', { hasText: 'coffee.jpg' }).waitFor();
    await untilPlaced((x, room) => x < 0 && x > -room);
    await press('ArrowDown');
    await editor.frame.locator('.meta .file-name', { hasText: 'dandelions.jpg' }).waitFor();
    assert.equal(await untilPlaced((x) => x === place), place);
  });

  it('tells those who hear it which image is shown large', async () => {
    await press('ArrowUp');
    await editor.frame.locator('[role=status]', { hasText: /^coffee\.jpg, Accepted, / }).waitFor({ state: 'attached' });
    await editor.frame.locator('.stage[aria-label^="coffee.jpg, Accepted"]').waitFor();
    await press('ArrowDown');
    await editor.frame.locator('[role=status]', { hasText: /^dandelions\.jpg/ }).waitFor({ state: 'attached' });
  });

  it('leaves Shift and the arrows to the text box', async () => {
    // Without its suggestion there would be nothing to select in the text box.
    await editor.waitForSuggestion();
    await editor.pressFor('F2', editor.frame.locator('textarea:focus'));
    const before = await left();
    await press('Control+a', 'ArrowRight', 'Shift+ArrowLeft', 'Shift+ArrowLeft');
    // Keys that are pressed while another is on its way are done in their turn.
    await untilCharactersSelected(2);
    assert.equal(await left(), before);
    await editor.pressFor('Escape', editor.frame.locator('.stage:focus'));
  });

  it('fits the image again, and goes back to the list', async () => {
    await press('Alt+0');
    await editor.frame.locator('.stage:not(.zoomed)').waitFor();
    await press('Space');
    await editor.waitForStatus('coffee.jpg', 'Accepted');
  });

  it('loses no key that is pressed as soon as the text box is left', async () => {
    for (const next of ['dogs-at-window.jpg', 'flower.jpg', 'forest-stream.jpg']) {
      await editor.pressFor('F2', editor.frame.locator('textarea:focus'));
      await press('Escape', 'ArrowDown');
      await untilSelected(next);
    }
  });

  it('leaves the second of two keys to VS Code, as the M after Ctrl+K, and types it nowhere', async () => {
    await press('Control+k');
    await editor.pressFor('m', page.locator('.quick-input-widget'));
    await press('Escape');
    await page.locator('.quick-input-widget').waitFor({ state: 'hidden' });
    assert.equal(await editor.textBox.inputValue(), '');
    await editor.waitForNoStatus('forest-stream.jpg');
  });

  it('presses a button with Enter, and decides nothing with it', async () => {
    await editor.waitForSuggestion();
    await editor.frame.locator('.actions button', { hasText: 'Exclude' }).focus();
    await press('Enter');
    await editor.waitForStatus('forest-stream.jpg', 'Excluded');
    await press('Control+z');
    await editor.waitForNoStatus('forest-stream.jpg');
  });

  it('searches with Ctrl+F, excludes what is found, and undoes it', async () => {
    // Not waiting for the search box, as a person does not.
    await press('Control+f');
    await page.keyboard.type('horses');
    await editor.frame.locator('.search-count', { hasText: '1' }).waitFor();
    assert.equal(await editor.textBox.inputValue(), '');
    await press('Enter', 'Alt+Delete');
    await editor.waitForStatus('horses.jpg', 'Excluded');
    await takePicture(page, 'keys-search');
    await press('Control+z');
    await editor.waitForNoStatus('horses.jpg');
  });

  it('finds search, view, zoom and place again when the window is reloaded', async () => {
    await press('Control+s');
    await editor.waitUntilSaved();
    await press('Space');
    await editor.frame.locator('.split.large').waitFor();
    await press('Alt+Equal', 'Alt+Equal', 'Alt+Equal', 'Alt+Equal');
    for (let step = 0; step < 24; step++) await press('Shift+ArrowRight');
    const place = await untilPlaced((x, room) => x === -room && room > 0);
    // As a person does it: VS Code keeps the state of its editors before the window goes.
    const reloaded = page.waitForEvent('load');
    await runCommand(page, 'Developer: Reload Window');
    await reloaded;
    await waitForExtensions(page);
    editor = await CaptionEditor.onScreen(page, 'attached');
    await editor.frame.locator('.meta .file-name', { hasText: 'horses.jpg' }).waitFor();
    assert.equal(await untilPlaced((x) => x === place), place);
    await press('Control+f');
    await editor.frame.locator('.search:focus').waitFor();
    assert.equal(await editor.frame.locator('.filters .search').inputValue(), 'horses');
  });

  it('shows everything again with Escape', async () => {
    await press('Escape');
    await editor.row('flower.jpg').or(editor.row('mountain-path.jpg')).first().waitFor();
    await untilSelected('horses.jpg');
  });

  it('has saved what was decided', () => {
    assert.equal(savedRow('cat.jpg')?.text.trim(), '12345 a cat');
    assert.equal(savedRow('coffee.jpg')?.status, 'accepted');
    assert.equal(savedRow('horses.jpg'), undefined);
    assert.equal(savedRow('autumn-meadow.jpg'), undefined);
  });

  it('broke no rule of its own page', () => opened.assertQuiet());
});
