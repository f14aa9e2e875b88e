import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { takePicture } from '../harness/browser';
import { type CaptionEditor, untilValue } from './captionEditor';
import { copySamples, type OpenedFolder } from './openedFolder';
import { withEditor } from './suite';

describe('Completion while a caption is typed', function () {
  this.timeout(120_000);

  let opened: OpenedFolder;
  let page: Page;
  let editor: CaptionEditor;
  let ghost: Locator;

  const text = (): Promise<string> => editor.textBox.inputValue();
  const press = async (...keys: string[]): Promise<void> => {
    for (const key of keys) await page.keyboard.press(key);
  };
  const untilText = (wanted: RegExp): Promise<string> => untilValue(editor.textBox, wanted);
  /** What is proposed, once it is. */
  const proposed = async (): Promise<string> => {
    await ghost.waitFor();
    return (await ghost.textContent()) ?? '';
  };
  const caret = (): Promise<unknown> =>
    editor.frame.evaluate(`[document.activeElement.selectionStart, document.activeElement.selectionEnd]`);
  /** An empty text box with the caret in it. */
  const begin = async (fileName: string): Promise<void> => {
    await press('Escape', 'Escape');
    await editor.select(fileName);
    await editor.waitForSuggestion();
    await editor.textBox.focus();
    await press('Control+a', 'Delete');
    await untilText(/^$/);
  };
  const type = async (typed: string): Promise<void> => {
    await begin('shepherd-dog.jpg');
    await page.keyboard.type(typed);
    // What was proposed in the empty box is gone by then.
    await untilText(new RegExp(`^${typed}$`));
    await ghost.waitFor();
  };

  withEditor({ name: 'completion', fill: copySamples, patience: 15_000, inSteps: true }, async (folder, opening) => {
    ({ page } = opened = folder);
    editor = opening;
    ghost = editor.frame.locator('.ghost-text');
    await editor.waitForSuggestion();
  });

  it('shows in an empty box what is suggested', async () => {
    await begin('shepherd-dog.jpg');
    assert.equal(await proposed(), await editor.waitForSuggestion());
    assert.equal(await text(), '');
  });

  it('shows behind the caret how the caption could go on, and leaves text and caret alone', async () => {
    await type('a brown d');
    assert.match(await proposed(), /^og /);
    assert.equal(await text(), 'a brown d');
    assert.deepEqual(await caret(), [9, 9]);
    await takePicture(page, 'completion-ghost');
  });

  it('begins exactly where the text ends, in the same line and height', async () => {
    const places: unknown = await editor.frame.evaluate(`(() => {
      const box = document.querySelector('textarea');
      const typed = document.querySelector('.ghost-typed').getClientRects();
      const style = (element) => ['fontSize', 'fontFamily', 'lineHeight', 'letterSpacing', 'paddingLeft', 'paddingTop', 'width', 'whiteSpace', 'overflowWrap']
        .map((name) => getComputedStyle(element)[name]).join(' ');
      return { lines: typed.length, same: style(box) === style(document.querySelector('.ghost-layer')),
        box: style(box), layer: style(document.querySelector('.ghost-layer')) };
    })()`);
    assert.deepEqual(places, { ...(places as object), lines: 1, same: true });
  });

  it('is narrowed at once by typing what it says', async () => {
    const before = await proposed();
    await page.keyboard.insertText('o');
    const after: unknown = await editor.frame.evaluate(`document.querySelector('.ghost-text').textContent`);
    assert.equal(after, before.slice(1));
  });

  it('takes one word with Ctrl+Right and the rest with Tab', async () => {
    await press('Control+ArrowRight');
    assert.equal(await untilText(/dog$/), 'a brown dog');
    const rest = await proposed();
    await press('Control+ArrowRight');
    const longer = await untilText(/dog \S+$/);
    assert.ok(`a brown dog${rest}`.startsWith(longer));
    await press('Tab');
    await untilText(/dog \S+ .+/);
    assert.equal(await text(), `a brown dog${rest}`);
    await editor.frame.locator('textarea:focus').waitFor();
    assert.equal(await ghost.count(), 0);
  });

  it('lets Tab move the focus where nothing is proposed', async () => {
    await press('Tab');
    await editor.frame.locator('textarea:focus').waitFor({ state: 'detached' });
  });

  it('is no reason for a second Escape: the first takes back what was typed', async () => {
    const before = await text();
    await type('a brown d');
    await press('Escape');
    await ghost.waitFor({ state: 'detached' });
    await editor.frame.locator('textarea:focus').waitFor({ state: 'detached' });
    assert.equal(await text(), before);
  });

  it('never enters the text by Enter', async () => {
    await type('a brown d');
    await press('Enter');
    await editor.waitForStatus('shepherd-dog.jpg', 'Written');
    await editor
      .row('shepherd-dog.jpg')
      .locator('.row-caption', { hasText: /^a brown d$/ })
      .waitFor();
  });

  it('takes capitals as they were typed', async () => {
    await type('A Brown D');
    assert.match(await proposed(), /^og /);
    assert.equal(await text(), 'A Brown D');
  });

  it('offers another ending behind a word that is corrected in the middle, and keeps the old one until it is taken', async () => {
    await type('a brown dog runs');
    for (let times = 0; times < 5; times++) await press('ArrowLeft');
    await press('Control+Shift+ArrowLeft');
    await page.keyboard.type('cat');
    await editor.frame.locator('.ghost-offer').waitFor();
    const ending = await proposed();
    assert.equal(await text(), 'a brown cat runs');
    await takePicture(page, 'completion-middle');
    await press('Tab');
    assert.equal(await untilText(new RegExp(`${ending}$`)), `a brown cat${ending}`);
  });

  it('takes a proposal up to where it is clicked, and proposes another from there', async () => {
    await type('a brown d');
    const before = await proposed();
    const point = (await editor.frame.evaluate(`(() => {
      const range = document.createRange();
      const text = document.querySelector('.ghost-text').firstChild;
      range.setStart(text, 3);
      range.setEnd(text, 4);
      const { left, top, height } = range.getBoundingClientRect();
      const field = document.querySelector('textarea').getBoundingClientRect();
      return { x: left + 1 - field.left, y: top + height / 2 - field.top };
    })()`)) as { x: number; y: number };
    await editor.textBox.click({ position: point });
    assert.equal(await untilText(/dog $/), `a brown d${before.slice(0, 3)}`);
    const after = await proposed();
    assert.notEqual(after[0], before[3]);
  });

  it('takes the proposal, saves and goes on with Shift+Enter', async () => {
    await type('a brown d');
    const whole = `a brown d${await proposed()}`;
    await press('Shift+Enter');
    await editor.row('shepherd-dog.jpg').locator('.row-caption', { hasText: whole }).waitFor();
    await editor.frame.locator('textarea:focus').waitFor({ state: 'detached' });
  });

  it('corrects the suggestion where it is clicked, with another ending at once', async () => {
    await begin('temple.jpg');
    await press('Escape', 'Escape');
    const suggested = await editor.waitForSuggestion();
    await editor.words.nth(1).click({ position: { x: 3, y: 8 } });
    await editor.frame.locator('textarea:focus').waitFor();
    assert.equal(await text(), suggested);
    const at = suggested.indexOf(' ') + 1;
    // The word is selected, so that a letter would replace it.
    assert.deepEqual(await caret(), [at, suggested.indexOf(' ', at)]);
    const ending = await proposed();
    assert.notEqual(ending[0], suggested[at]);
    await takePicture(page, 'completion-correct');
    await press('Tab');
    await untilText(new RegExp(`^${suggested.slice(0, at)}${ending}$`));
    await press('Enter');
    await editor.waitForStatus('temple.jpg', 'Edited');
  });

  it('waits while an input method composes', async () => {
    await begin('cat.jpg');
    await ghost.waitFor();
    const session = await page.context().newCDPSession(page);
    await session.send('Input.imeSetComposition', { text: 'ㅎ', selectionStart: 1, selectionEnd: 1 });
    await ghost.waitFor({ state: 'detached' });
    await session.send('Input.insertText', { text: 'a cat ' });
    assert.notEqual(await proposed(), '');
  });

  it('says a proposal aloud, politely', async () => {
    await editor.frame.locator('[aria-live=polite]', { hasText: 'Tab takes it' }).waitFor({ state: 'attached' });
  });

  it('goes on with a name that was decided in this dataset, as soon as its first letters are typed', async () => {
    for (const [name, caption] of [
      ['temple.jpg', 'Kinkakuji temple in Kyoto'],
      ['autumn-meadow.jpg', 'Kinkakuji garden in Kyoto'],
    ]) {
      await begin(name);
      await page.keyboard.type(caption);
      await untilText(new RegExp(`^${caption}$`));
      await press('Enter');
      await editor
        .row(name)
        .locator('.status', { hasText: /Written|Edited/ })
        .waitFor();
    }
    // How far the decided captions are to be trusted is learned when the captioner has nothing else to do.
    const end = Date.now() + 60_000;
    do {
      assert.ok(Date.now() < end, 'the name is not proposed');
      await type('Ki');
    } while (!/^nkakuji (temple|garden) in Kyoto/.test(await proposed()));
    await takePicture(page, 'completion-decided');
  });

  it('proposes nothing once it is turned off', async () => {
    await opened.set({ 'showtell.completion.enabled': false });
    await begin('coffee.jpg');
    // VS Code reads the settings in its own time.
    while ((await ghost.count()) > 0) await page.keyboard.type('a ');
    await page.keyboard.type('cup ');
    await page.keyboard.press('Enter');
    await editor.waitForStatus('coffee.jpg', 'Written');
    assert.equal(await ghost.count(), 0);
  });

  it('has saved nothing that nobody took', async () => {
    await press('Control+s');
    await editor.waitUntilSaved();
    assert.match(readFileSync(path.join(opened.folder, 'metadata.jsonl'), 'utf8'), /"text":"a brown dog /);
  });

  it('broke no rule of its own page', () => opened.assertQuiet());
});
