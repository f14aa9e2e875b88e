import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from 'playwright-core';
import sharp from 'sharp';
import { runCommand, takePicture } from '../harness/browser';
import { accessibilityProblems, choiceProblems } from './accessibility';
import { type CaptionEditor } from './captionEditor';
import { copySamples, type OpenedFolder } from './openedFolder';
import { withEditor } from './suite';
import { chooseTheme, themes, type Theme } from './themes';

const hostile = '<img src=x onerror=alert(1)> "></script>{{x}} javascript:alert(1)';

/** Photographs, and all that can be wrong with a dataset. */
async function fill(folder: string): Promise<void> {
  await copySamples(folder, ['astronaut.jpg', 'cat.jpg', 'coffee.jpg', 'horses.jpg', 'shepherd-dog.jpg']);
  await writeFile(path.join(folder, 'broken.jpg'), 'no image');
  const channels = { width: 240, height: 180, channels: 4, background: { r: 220, g: 60, b: 40, alpha: 0.4 } } as const;
  await sharp({ create: channels }).png().toFile(path.join(folder, 'transparent.png'));
  const rows = [
    { file_name: 'cat.jpg', text: 'the face of a cat', status: 'written' },
    { file_name: 'coffee.jpg', text: hostile },
    { file_name: 'gone.jpg', text: 'what is not there any more' },
    { file_name: '../outside.jpg', text: 'what must not be opened' },
  ];
  const text = rows.map((row) => `${JSON.stringify(row)}\n`).join('');
  await writeFile(path.join(folder, 'metadata.jsonl'), `${text}{"file_name": "cut o\n`);
}

describe('The look of the editor', function () {
  this.timeout(180_000);

  let opened: OpenedFolder;
  let page: Page;
  let editor: CaptionEditor;

  withEditor({ name: 'look', fill, settings: {} }, async (folder, opening) => {
    ({ page } = opened = folder);
    editor = opening;
    await editor.select('shepherd-dog.jpg');
    await editor.waitForSuggestion();
  });

  for (const theme of Object.keys(themes) as Theme[]) {
    it(`reads well in ${themes[theme]}, for everybody`, async () => {
      await chooseTheme(opened, theme, editor.frame);
      await editor.select('shepherd-dog.jpg');
      await takePicture(page, `look-${theme.slice(7)}`);
      assert.deepEqual(await accessibilityProblems(editor.frame), []);
      await editor.pressFor('ArrowRight', editor.frame.locator('.word.current'));
      await editor.frame.locator('.stage .attention.shown').waitFor();
      await takePicture(page, `look-${theme.slice(7)}-attention`);
      await editor.pressFor('Space', editor.frame.locator('.split.large .tile').first());
      await takePicture(page, `look-${theme.slice(7)}-large`);
      assert.deepEqual(await accessibilityProblems(editor.frame), []);
      await editor.pressFor('Space', editor.frame.locator('.split:not(.large) .row.selected'));
    });

    it(`shows in ${themes[theme]} how a caption could go on, and which models there are`, async () => {
      await chooseTheme(opened, theme, editor.frame);
      await editor.select('astronaut.jpg');
      await editor.waitForSuggestion();
      await editor.textBox.click();
      await page.keyboard.press('Control+a');
      await page.keyboard.type('a woman ');
      await editor.frame.locator('.ghost-text').waitFor();
      await takePicture(page, `look-${theme.slice(7)}-ghost`);
      assert.deepEqual(await accessibilityProblems(editor.frame), []);
      await page.keyboard.press('Escape');
      await editor.pressFor('Escape', editor.frame.locator('.list:focus'));
      await editor.waitForNoStatus('astronaut.jpg');
      await runCommand(page, 'Showtell: Manage Models');
      await page.locator('.quick-input-list .monaco-list-row', { hasText: 'Flickr8k' }).first().waitFor();
      // It fades in.
      await page.evaluate(`Promise.all(
        document.querySelector('.quick-input-widget').getAnimations({ subtree: true }).map(({ finished }) => finished),
      ).then(() => undefined)`);
      await takePicture(page, `look-${theme.slice(7)}-models`);
      assert.deepEqual(await choiceProblems(page), []);
      await page.keyboard.press('Escape');
    });
  }

  it('shows at its row what is wrong with an image or a line, and hostile captions as text', async () => {
    await chooseTheme(opened, 'vscode-dark', editor.frame);
    await editor.row('broken.jpg').locator('.problem').waitFor();
    assert.match(await editor.row('gone.jpg').innerText(), /what is not there|no file/);
    assert.match(await editor.row('../outside.jpg').innerText(), /leads out of the folder/);
    assert.match(await editor.row('Line 5').innerText(), /cut off/);
    await editor.select('coffee.jpg');
    assert.equal(await editor.row('coffee.jpg').locator('.row-caption').innerText(), hostile);
    await takePicture(page, 'look-hostile');
    await editor.select('Line 5');
    await editor.frame.locator('.stage-problem button').waitFor();
    await takePicture(page, 'look-broken-line');
    await editor.select('broken.jpg');
    await takePicture(page, 'look-broken-image');
    assert.deepEqual(await accessibilityProblems(editor.frame), []);
  });

  it('fits beside another editor and on a small window', async () => {
    await editor.select('shepherd-dog.jpg');
    await page.setViewportSize({ width: 820, height: 900 });
    await takePicture(page, 'look-narrow');
    assert.deepEqual(await accessibilityProblems(editor.frame), []);
    await page.setViewportSize({ width: 1024, height: 600 });
    await takePicture(page, 'look-low');
    assert.deepEqual(await accessibilityProblems(editor.frame), []);
    await editor.pressFor('Space', editor.frame.locator('.split.large .tile').first());
    await takePicture(page, 'look-low-large');
    assert.deepEqual(await accessibilityProblems(editor.frame), []);
    await editor.pressFor('Space', editor.frame.locator('.split:not(.large) .row.selected'));
    await page.setViewportSize({ width: 1920, height: 1080 });
    await takePicture(page, 'look-wide');
    await page.setViewportSize({ width: 1440, height: 900 });
  });

  it('stays whole at 200 % zoom', async () => {
    // What a window of 1440 × 900 pixels has room for when everything is twice as large.
    await page.setViewportSize({ width: 720, height: 450 });
    await runCommand(page, 'View: Close Primary Side Bar');
    await takePicture(page, 'look-zoomed');
    const { width, height } = (await editor.frame.locator('.image').boundingBox()) ?? { width: 0, height: 0 };
    assert.ok(width >= 40 && height >= 40, `the image has ${width} × ${height} pixels`);
    assert.ok(await editor.textBox.isVisible());
    assert.deepEqual(await accessibilityProblems(editor.frame), []);
    await page.setViewportSize({ width: 1440, height: 900 });
  });

  it('keeps what is worked on in sight at 200 % zoom of a small window, while the keys are for the images', async () => {
    // One of 1280 × 800 pixels, of which the list has the room below what is seen.
    await page.setViewportSize({ width: 640, height: 400 });
    await editor.pressFor('F2', editor.frame.locator('textarea.caption-box:focus'));
    await editor.pressFor('Escape', editor.frame.locator('.list:focus'));
    await takePicture(page, 'look-zoomed-small');
    for (const part of [editor.frame.locator('.image'), editor.textBox]) {
      const { y, height } = (await part.boundingBox()) ?? { y: 0, height: 0 };
      assert.ok(height > 0 && y > 0 && y + height <= 400, `from ${y} to ${y + height}`);
    }
    await page.setViewportSize({ width: 1440, height: 900 });
  });

  it('moves nothing for those who asked for reduced motion', async () => {
    await page.emulateMedia({ reducedMotion: 'reduce' });
    const moving = `[...document.querySelectorAll('*')].filter((one) => {
      const { animationName, transitionDuration } = getComputedStyle(one);
      return animationName !== 'none' || transitionDuration.split(', ').some((time) => parseFloat(time) > 0);
    }).map((one) => one.className)`;
    assert.deepEqual(await editor.frame.evaluate(moving), []);
    await page.emulateMedia({ reducedMotion: null });
  });

  it('shows what is transparent over white, as the captioner sees it', async () => {
    await editor.select('transparent.png');
    await editor.frame.locator('.facts', { hasText: '240 × 180 · PNG' }).waitFor();
    const background = await editor.frame.evaluate(
      `getComputedStyle(document.querySelector('.image-frame')).background`,
    );
    assert.match(String(background), /^rgb\(255, 255, 255\)/);
    await takePicture(page, 'look-transparent');
  });

  it('moves no row when the search gets the focus', async () => {
    const top = async (): Promise<number | undefined> => (await editor.frame.locator('.list').boundingBox())?.y;
    const before = await top();
    await page.keyboard.press('Control+f');
    await editor.frame.locator('.search:focus').waitFor();
    await takePicture(page, 'look-search');
    assert.equal(await top(), before);
    await page.keyboard.press('Escape');
  });

  it('keeps everything in place while a suggestion is on its way', async () => {
    await editor.select('shepherd-dog.jpg');
    const box = (): Promise<unknown> => editor.textBox.boundingBox();
    await editor.waitForSuggestion();
    const before = await box();
    await editor.select('cat.jpg');
    assert.deepEqual(await box(), before);
    await editor.waitForSuggestion();
    assert.deepEqual(await box(), before);
  });

  it('says what to do where there is no model, and finds back to the bundled one', async () => {
    await opened.set({ 'showtell.modelPath': path.join(opened.folder, 'nothing') });
    await editor.frame.locator('.banner', { hasText: 'cannot be used' }).waitFor();
    await takePicture(page, 'look-no-model');
    await editor.frame.locator('.banner button', { hasText: 'Use Bundled Model' }).click();
    await editor.frame.locator('.banner').waitFor({ state: 'hidden' });
    await editor.select('shepherd-dog.jpg');
    await editor.waitForSuggestion();
  });

  it('breaks no rule of its own page', () => opened.assertQuiet());
});
