import assert from 'node:assert/strict';
import { copyFile } from 'node:fs/promises';
import path from 'node:path';
import type { Disposable, Page } from 'playwright-core';
import { runCommand, takePicture } from '../harness/browser';
import { CaptionEditor, untilValue } from './captionEditor';
import { LaggingPage } from './laggingPage';
import { copySamples, type OpenedFolder } from './openedFolder';
import { captionImages, withFolder } from './suite';

const first = 'astronaut.jpg';
const second = 'autumn-meadow.jpg';
const third = 'cat.jpg';

/** A machine that is busy, a photograph of 39 MB, a window far away: what a person does is done later, and the same. */
describe('While the page lags, what is typed', function () {
  this.timeout(120_000);

  let opened: OpenedFolder;
  let preparation: Disposable;
  after(() => preparation.dispose());
  let page: Page;
  let editor: CaptionEditor;
  let lag: LaggingPage;

  withFolder({ name: 'lag', fill: copySamples, patience: 15_000 }, async (folder) => {
    ({ page } = opened = folder);
    preparation = await LaggingPage.prepare(page);
  });

  const press = async (...keys: string[]): Promise<void> => {
    for (const key of keys) await page.keyboard.press(key);
  };
  const type = (words: string): Promise<void> => page.keyboard.type(words);
  const isSelected = async (name: string): Promise<void> => {
    await editor.frame.locator('.meta .file-name', { hasText: name }).waitFor();
  };
  const caption = async (name: string, words: string): Promise<void> => {
    await editor.row(name).locator('.row-caption', { hasText: words }).waitFor();
  };
  const text = (name: string): Promise<string> => editor.row(name).locator('.row-caption').innerText();
  /** The caret is in the caption of the first image. */
  const begin = async (words = ''): Promise<void> => {
    await editor.select(first);
    await editor.waitForSuggestion();
    await editor.pressFor('F2', editor.frame.locator('textarea:focus'));
    await press('Control+a');
    if (words !== '') {
      await type(words);
      await caption(first, words);
    }
    await lag.begin();
  };
  /** What was begun in a test is given up, so that the next one finds every image as it was. */
  const giveUpDrafts = async (): Promise<void> => {
    const begun = editor.frame.locator('.row', { has: editor.frame.locator('.status', { hasText: 'Begun' }) });
    for (;;) {
      // One that was decided on a moment ago is no longer begun when its name is asked for.
      const [name] = await begun.locator('.file-name').allInnerTexts();
      if (name === undefined) return;
      await editor.select(name);
      await editor.pressFor('F2', editor.frame.locator('textarea:focus'));
      await press('Control+a', 'Backspace', 'PageDown');
      await editor.waitForNoStatus(name);
    }
  };
  const end = async (): Promise<void> => {
    await lag.passTime();
    await lag.end();
  };

  beforeEach(async () => {
    editor = await captionImages(opened);
    lag = new LaggingPage(editor.frame);
  });
  afterEach(async () => {
    await giveUpDrafts();
    await opened.workbench.steering.run('workbench.action.revertAndCloseActiveEditor');
    await page.locator('iframe.webview').waitFor({ state: 'detached' });
  });

  for (const [what, key, status] of [
    ['Page Down', 'PageDown', 'Begun'],
    ['the next one to do', 'Alt+PageDown', 'Begun'],
    ['putting aside', 'Alt+Enter', 'Begun'],
    ['saving and going on', 'Control+Enter', 'Edited'],
    ['taking a candidate', 'Alt+2', 'Accepted'],
  ])
    it(`is in the caption that ${what} leads to`, async () => {
      await begin('one');
      await press(key);
      await type('two words');
      await end();
      await caption(second, 'two words');
      assert.doesNotMatch(await text(first), /two/);
      await editor.waitForStatus(first, status);
    });

  it('is in the caption that a key of the list leads to', async () => {
    await editor.select(first);
    await editor.waitForSuggestion();
    await lag.begin();
    await press('ArrowDown');
    await type('two words');
    await end();
    await caption(second, 'two words');
    assert.doesNotMatch(await text(first), /two/);
  });

  it('between two moves is in the caption between them', async () => {
    await begin('one');
    await press('PageDown');
    await type('two');
    await press('PageDown');
    await type('three');
    await end();
    await caption(third, 'three');
    await caption(second, 'two');
    assert.equal(await text(first), 'one');
  });

  it('is taken back letter by letter, and takes no other caption back', async () => {
    await begin('one');
    await press('PageDown', 'Backspace');
    await type('twoo');
    await press('Backspace');
    await type(' x');
    await end();
    await caption(second, 'two x');
    assert.equal(await text(first), 'one');
  });

  it('replaces what Shift and the arrows have selected in the caption that a key led to', async () => {
    await begin('one');
    await press('PageDown');
    await type('two words');
    await press('Shift+ArrowLeft', 'Shift+ArrowLeft', 'Control+Shift+ArrowLeft', 'Shift+ArrowRight');
    await type('s');
    await end();
    await caption(second, 'two ws');
    assert.equal(await text(second), 'two ws');
    assert.equal(await text(first), 'one');
  });

  it('is decided on by the Enter after it, and nothing else is', async () => {
    await begin('one');
    await press('PageDown');
    await type('two');
    await press('Enter');
    await end();
    await isSelected(third);
    await editor.waitForStatus(second, 'Written');
    assert.equal(await text(second), 'two');
    await editor.waitForStatus(first, 'Begun');
  });

  it('comes before a click that was made after it', async () => {
    await begin('one');
    await press('PageDown');
    await type('two');
    await editor.row(third).click();
    await end();
    await isSelected(third);
    await caption(second, 'two');
    assert.equal(await text(first), 'one');
  });

  it('is in the caption that Ctrl+Z leads to', async () => {
    await editor.select(second);
    await editor.pressFor('F2', editor.frame.locator('textarea:focus'));
    await press('Control+a');
    await type('two');
    await editor.pressFor('Control+Enter', editor.frame.locator('.meta .file-name', { hasText: third }));
    await editor.row(second).locator('.status.done').waitFor();
    await editor.select(first);
    await lag.begin();
    await press('Control+z');
    await type('anew');
    await end();
    await caption(second, 'anew');
    await isSelected(second);
  });

  it('is in what Tab leads to', async () => {
    await editor.select(first);
    await lag.begin();
    await press('Control+f', 'Tab', 'Tab', 'Tab');
    await type('To do');
    await end();
    await editor.frame.locator('.choice.active:focus').waitFor();
    assert.match(await editor.frame.locator('.choice:focus option:checked').innerText(), /^To do/);
    // The way to look is kept for the next test.
    await editor.frame.locator('.choice:focus').selectOption('all');
  });

  it('presses with Enter and with Space the button that Tab leads to', async () => {
    await editor.select(first);
    await lag.begin();
    await press('Control+f', 'Tab', 'Enter', 'Tab', 'Space');
    await end();
    await editor.frame.locator('.search-box button[aria-pressed=true]').nth(1).waitFor();
  });

  it('with an input method is in the caption that the move leads to', async () => {
    await begin('one');
    await press('PageDown');
    const session = await page.context().newCDPSession(page);
    await session.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', key: 'Process', windowsVirtualKeyCode: 229 });
    await session.send('Input.imeSetComposition', { text: '고야', selectionStart: 2, selectionEnd: 2 });
    await session.send('Input.insertText', { text: '고양이' });
    await end();
    await caption(second, '고양이');
    assert.equal(await text(first), 'one');
  });

  it('stays with the image that was gone to when the folder changes at the same moment', async () => {
    await editor.select(first);
    await lag.begin();
    await copyFile(path.join(opened.folder, first), path.join(opened.folder, 'd new one.jpg'));
    await lag.untilHeld('reset');
    await editor.row(second).click();
    await type('two');
    await end();
    await isSelected(second);
    await caption(second, 'two');
  });

  it('is said to be typed nowhere if the key before it led out of the editor', async () => {
    await begin('one');
    await press('F1');
    await page.locator('.quick-input-widget input.input').waitFor();
    // Typed before the page knows that it has lost the keys.
    await editor.frame.evaluate(
      `document.activeElement.dispatchEvent(new KeyboardEvent('keydown', { key: 'q', bubbles: true, cancelable: true }))`,
    );
    await end();
    await editor.frame.locator('.notice', { hasText: 'Not typed' }).waitFor();
    await takePicture(page, 'lag-not-typed');
    await press('Escape');
    assert.equal(await text(first), 'one');
  });

  it('is said to be typed nowhere if the editor was left before', async () => {
    await runCommand(page, 'File: New Untitled Text File');
    await page.locator('.tab.active', { hasText: 'Untitled' }).waitFor();
    await page.locator('.tab', { hasText: 'metadata.jsonl' }).click();
    editor = await CaptionEditor.onScreen(page);
    lag = new LaggingPage(editor.frame);
    await begin('one');
    await press('PageDown');
    await type('two');
    await page.locator('.tab', { hasText: 'Untitled' }).click();
    await page.locator('.tab.active', { hasText: 'Untitled' }).waitFor();
    await page.locator('.tab', { hasText: 'metadata.jsonl' }).click();
    editor = await CaptionEditor.onScreen(page);
    await editor.frame.locator('.notice', { hasText: '“two”' }).waitFor();
    assert.equal(await untilValue(editor.textBox, /^one$/), 'one');
  });

  it('is said to be typed nowhere if the extension has stopped, and no key waits for it any more', async () => {
    await begin('one');
    await press('PageDown');
    await type('two');
    await lag.untilWaiting(15);
    await lag.passTime(20);
    await editor.frame.locator('.notice', { hasText: '“two”' }).waitFor();
    await editor.frame.locator('.banner', { hasText: 'does not answer' }).waitFor();
    await press('F2', 'End');
    await type(' more');
    await untilValue(editor.textBox, /^one more$/);
    await lag.end();
  });

  it('broke no rule of the page', () => opened.assertQuiet());
});
