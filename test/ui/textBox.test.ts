import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { cp, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Frame, Page } from 'playwright-core';
import { runCommand, takePicture } from '../harness/browser';
import { CaptionEditor, untilValue } from './captionEditor';
import { copySamples, type OpenedFolder } from './openedFolder';
import { captionImages, withFolder } from './suite';

const names = ['astronaut.jpg', 'cat.jpg', 'coffee.jpg', 'dandelions.jpg', 'flower.jpg', 'horses.jpg', 'temple.jpg'];

const row = (fileName: string, text: string, suggestion: string, status: string): string =>
  `${JSON.stringify({ file_name: fileName, text, suggestion, status, model: 'flickr8k-attention-3', updated: '2026-01-02T03:04:05.678Z' })}\n`;
const ofBatch = row('cat.jpg', 'a cat by a batch', 'a cat by a batch', 'suggested');
const replacedSince = row('coffee.jpg', 'a replaced cup', 'a cup', 'suggested');

describe('The text box', function () {
  this.timeout(120_000);

  let opened: OpenedFolder;
  let page: Page;
  let editor: CaptionEditor;
  const file = (): string => path.join(opened.folder, 'metadata.jsonl');

  const fill = async (folder: string): Promise<void> => {
    await copySamples(folder, names);
    await writeFile(path.join(folder, 'metadata.jsonl'), ofBatch + replacedSince);
  };
  withFolder({ name: 'box', fill, patience: 20_000, inSteps: true }, (folder) => {
    ({ page } = opened = folder);
  });

  const press = async (...keys: string[]): Promise<void> => {
    for (const key of keys) await page.keyboard.press(key);
  };
  const focusBox = (): Promise<void> => editor.pressFor('F2', editor.frame.locator('textarea:focus'));
  const untilSelected = async (name: string): Promise<void> => {
    await editor.frame.locator('.row.selected', { hasText: name }).waitFor({ state: 'attached' });
    await editor.frame.locator('.meta .file-name', { hasText: name }).waitFor();
  };
  const caption = (name: string, text: string | RegExp): Promise<void> =>
    editor.row(name).locator('.row-caption', { hasText: text }).waitFor({ state: 'attached' });
  /** An empty text box of an image without a caption. */
  const begin = async (name: string): Promise<void> => {
    await editor.select(name);
    await editor.arrive(name);
    await editor.textBox.focus();
    await untilValue(editor.textBox, /^$/);
  };

  /** The page of another editor on the same file. */
  const otherFrame = async (): Promise<Frame> => {
    for (;;) {
      for (const frame of page.frames())
        if (frame !== editor.frame && (await frame.locator('.row[role=option]').count()) > 0) return frame;
      await page.evaluate('new Promise(requestAnimationFrame)');
    }
  };

  it('is not left by Enter while its suggestion is on its way, and a line says so', async () => {
    editor = await captionImages(opened);
    await untilSelected('astronaut.jpg');
    await editor.waitForSuggestion();
    const goOn = opened.workbench.holdEngine();
    try {
      await cp(path.join('samples', 'sunset.jpg'), path.join(opened.folder, 'zebra.jpg'));
      await editor.row('zebra.jpg').waitFor({ state: 'attached' });
      await editor.select('zebra.jpg');
      await editor.frame.locator('.best .skeleton').waitFor();
      await press('Enter');
      await editor.frame.locator('.best .quiet', { hasText: 'Press Enter again' }).waitFor();
      await takePicture(page, 'box-waiting');
    } finally {
      goOn();
    }
    await untilSelected('zebra.jpg');
    await editor.waitForSuggestion();
    await editor.waitForNoStatus('zebra.jpg');
  });

  it('shows of a row that a replacement changed what Enter takes, also before the captioner has looked', async () => {
    await editor.select('coffee.jpg');
    await editor.frame.locator('.best', { hasText: 'a replaced cup' }).waitFor();
    await editor.frame.locator('.other').first().waitFor();
    assert.equal(await editor.frame.locator('.best').innerText(), 'a replaced cup');
    await takePicture(page, 'box-replaced');
    await press('Enter');
    await editor.waitForStatus('coffee.jpg', 'Edited');
    await caption('coffee.jpg', /^a replaced cup$/);
    await press('Control+z');
    await editor.waitForStatus('coffee.jpg', 'Suggested');
  });

  it('leaves what a batch had suggested as it was on Escape', async () => {
    await editor.select('cat.jpg');
    await focusBox();
    await page.keyboard.type(' x');
    await editor.waitForStatus('cat.jpg', 'Begun');
    await press('Escape');
    const isVisible = await editor.frame.locator('textarea:focus').count();
    if (isVisible > 0) await press('Escape');
    await editor.waitForStatus('cat.jpg', 'Suggested');
    await caption('cat.jpg', /^a cat by a batch$/);
    await press('Control+s');
    await editor.waitUntilSaved();
    assert.equal(readFileSync(file(), 'utf8'), ofBatch + replacedSince);
  });

  it('proposes for another image nothing that was proposed for the one before', async () => {
    await begin('flower.jpg');
    const ghost = editor.frame.locator('.ghost-text');
    await ghost.waitFor();
    const flower = await ghost.textContent();
    await press('PageDown');
    await untilSelected('horses.jpg');
    const horses = await editor.waitForSuggestion();
    await editor.frame.locator('.ghost-text', { hasText: horses }).waitFor();
    assert.notEqual(horses, flower);
    await press('PageUp');
    await editor.frame.locator('.ghost-text', { hasText: flower ?? '' }).waitFor();
    assert.equal(await editor.textBox.inputValue(), '');
  });

  it('takes back word after word with Ctrl+Z, and brings them again', async () => {
    await begin('flower.jpg');
    await page.keyboard.type('a');
    await untilValue(editor.textBox, /^a$/);
    await page.keyboard.type(' red tulip, ');
    await caption('flower.jpg', 'a red tulip,');
    // At once, so that a busy machine makes no pause.
    await page.keyboard.insertText('ox');
    await press('Control+z');
    await untilValue(editor.textBox, /^a red tulip, $/);
    await press('Control+z', 'Control+z', 'Control+z');
    await untilValue(editor.textBox, /^a $/);
    await press('Control+Shift+z', 'Control+Shift+z', 'Control+Shift+z', 'Control+Shift+z');
    await untilValue(editor.textBox, /^a red tulip, ox$/);
  });

  it('takes back what was deleted apart from what was typed before', async () => {
    await page.keyboard.insertText('ed');
    await press('Backspace');
    await untilValue(editor.textBox, /^a red tulip, oxe$/);
    await press('Control+z');
    await untilValue(editor.textBox, /^a red tulip, oxed$/);
    await press('Control+z');
    await untilValue(editor.textBox, /^a red tulip, ox$/);
  });

  it('shows the image whose caption is undone and done again', async () => {
    await press('Enter');
    await editor.waitForStatus('flower.jpg', 'Written');
    await editor.select('temple.jpg');
    await press('Control+z');
    await untilSelected('flower.jpg');
    await editor.select('temple.jpg');
    await press('Control+Shift+z');
    await untilSelected('flower.jpg');
  });

  it('keeps what was typed when Accept is clicked', async () => {
    await begin('horses.jpg');
    await page.keyboard.type('my own horses');
    await editor.frame.locator('.actions button.primary').click();
    await editor.waitForStatus('horses.jpg', 'Written');
    await caption('horses.jpg', /^my own horses$/);
    await untilSelected('temple.jpg');
  });

  it('takes letters for the image that a key has led to, also where nothing is known of that yet', async () => {
    await editor.select('astronaut.jpg');
    await press('Space');
    await editor.frame.locator('.split.large').waitFor();
    await focusBox();
    await press('Control+a');
    await page.keyboard.type('first ');
    await press('PageDown', 'PageDown', 'PageDown');
    await page.keyboard.type('fourth ');
    await untilSelected('dandelions.jpg');
    await untilValue(editor.textBox, /^fourth $/);
    await press('Enter', 'Space');
    await editor.frame.locator('.split:not(.large)').waitFor();
    await caption('astronaut.jpg', /^first\s*$/);
    await caption('cat.jpg', /^a cat by a batch$/);
    await caption('coffee.jpg', /^a replaced cup$/);
    await caption('dandelions.jpg', /^fourth\s*$/);
  });

  it('loses no letter while another editor beside it changes the same file', async () => {
    await begin('temple.jpg');
    await runCommand(page, 'View: Split Editor Right');
    await page.locator('.editor-group-container').nth(1).locator('.tab.active').waitFor();
    const beside = await otherFrame();
    await editor.textBox.focus();
    await page.keyboard.type('a temple at d');
    // As somebody else would, while the keys stay here.
    await beside.evaluate(`[...document.querySelectorAll('.row')].find((row) => row.title === 'cat.jpg').click()`);
    await beside.locator('.meta .file-name', { hasText: 'cat.jpg' }).waitFor();
    await beside.evaluate(
      `[...document.querySelectorAll('.actions button')].find(({ textContent }) => textContent === 'Exclude').click()`,
    );
    await page.keyboard.type('aw');
    await editor.waitForStatus('cat.jpg', 'Excluded');
    await page.keyboard.type('n');
    await untilValue(editor.textBox, /^a temple at dawn$/);
    await caption('temple.jpg', /^a temple at dawn$/);
    await runCommand(page, 'View: Join All Editor Groups');
    editor = await CaptionEditor.onScreen(page);
  });

  it('loses no letter when its tab is hidden as they are typed', async () => {
    await runCommand(page, 'File: New Untitled Text File');
    await page.locator('.tab.active', { hasText: 'Untitled' }).waitFor();
    await page.locator('.tab', { hasText: 'metadata.jsonl' }).first().click();
    editor = await CaptionEditor.onScreen(page);
    await untilSelected('temple.jpg');
    await editor.textBox.focus();
    await page.keyboard.insertText(' a');
    await caption('temple.jpg', /^a temple at dawn a$/);
    await page.keyboard.insertText('nd');
    // As a command would, which takes neither the mouse there nor the focus away first.
    await page.evaluate(`[...document.querySelectorAll('.tab')]
      .find(({ textContent }) => textContent.includes('Untitled'))
      .dispatchEvent(new MouseEvent('mousedown', { bubbles: true, button: 0 }))`);
    await page.locator('.tab.active', { hasText: 'Untitled' }).waitFor();
    await page.locator('.tab', { hasText: 'metadata.jsonl' }).first().click();
    editor = await CaptionEditor.onScreen(page);
    await caption('temple.jpg', /^a temple at dawn and$/);
    await untilSelected('temple.jpg');
  });

  it('loses no letter when its tab goes to another group', async () => {
    await editor.textBox.focus();
    await page.keyboard.insertText(' n');
    await caption('temple.jpg', /^a temple at dawn and n$/);
    await page.keyboard.insertText('o');
    await runCommand(page, 'View: Move Editor into Right Group');
    await page.locator('.editor-group-container').nth(1).locator('.tab.active.dirty').waitFor();
    editor = await CaptionEditor.onScreen(page);
    await caption('temple.jpg', /^a temple at dawn and no$/);
  });

  it('broke no rule of its page', () => opened.assertQuiet());
});
