import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { cp, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from 'playwright-core';
import sharp from 'sharp';
import { runCommand, takePicture, waitForExtensions } from '../harness/browser';
import { CaptionEditor, untilBackedUp } from './captionEditor';
import { copySamples, type OpenedFolder } from './openedFolder';
import { withEditor } from './suite';

const photographs = 40;

/** Many photographs, one that its camera turned, and one that can be seen through. */
async function fill(folder: string): Promise<void> {
  await copySamples(folder, ['cat.jpg']);
  for (let at = 0; at < photographs; at++)
    await cp(path.join('samples', 'cat.jpg'), path.join(folder, `photo ${at}.jpg`));
  const stored = { width: 4000, height: 2000, channels: 3, background: '#4080c0' } as const;
  await sharp({ create: stored }).withMetadata({ orientation: 6 }).jpeg().toFile(path.join(folder, 'a turned one.jpg'));
  const clear = { width: 300, height: 200, channels: 4, background: { r: 200, g: 60, b: 60, alpha: 0.3 } } as const;
  await sharp({ create: clear }).png().toFile(path.join(folder, 'b clear one.png'));
}

describe('Many photographs, left and found again,', function () {
  this.timeout(180_000);

  let opened: OpenedFolder;
  let page: Page;
  let editor: CaptionEditor;

  withEditor({ name: 'lost', ownWindow: true, fill, patience: 30_000, inSteps: true }, (folder, opening) => {
    ({ page } = opened = folder);
    editor = opening;
  });

  const scrollTop = async (): Promise<number> =>
    Number(await editor.frame.evaluate(`document.querySelector('.list').scrollTop`));
  const scrollTo = async (top: number): Promise<void> => {
    await editor.frame.evaluate(`document.querySelector('.list').scrollTop = ${top}`);
  };
  const reload = async (): Promise<void> => {
    const reloaded = page.waitForEvent('load');
    await runCommand(page, 'Developer: Reload Window');
    await reloaded;
    await waitForExtensions(page);
    editor = await CaptionEditor.onScreen(page);
  };
  /** Types into the caption of an image, and waits until it is kept, without saving. */
  const draft = async (fileName: string, words: string): Promise<void> => {
    await editor.select(fileName);
    await page.keyboard.press('F2');
    await editor.frame.locator('textarea:focus').waitFor();
    await page.keyboard.press('Control+a');
    await page.keyboard.type(words);
    await page.keyboard.press('Enter');
    await editor.waitUntilDirty();
    await untilBackedUp(opened.workbench, words);
  };

  it('have small pictures in the list, turned as the camera was, on squares where they are clear', async () => {
    const size = async (fileName: string): Promise<unknown> => {
      const canvas = editor.row(fileName).locator('canvas.made');
      await canvas.waitFor();
      return [await canvas.getAttribute('width'), await canvas.getAttribute('height')];
    };
    assert.deepEqual(await size('a turned one.jpg'), ['144', '288']);
    assert.deepEqual(await size('b clear one.png'), ['144', '96']);
    await takePicture(page, 'lost-thumbnails');
  });

  it('keep the draft, the selection and what was in sight when the window is reloaded', async () => {
    await draft('photo 20.jpg', 'a draft before reloading');
    await editor.frame.locator('.row.selected', { hasText: 'photo 21.jpg' }).waitFor();
    await scrollTo((await scrollTop()) + 210);
    const before = await scrollTop();
    await reload();
    await editor.frame.locator('.meta .file-name', { hasText: 'photo 21.jpg' }).waitFor();
    await editor.row('photo 20.jpg').locator('.row-caption', { hasText: 'a draft before reloading' }).waitFor();
    assert.ok(Math.abs((await scrollTop()) - before) < 2, `${await scrollTop()}, not ${before}`);
    assert.ok(await editor.tabIsDirty());
    assert.ok(!existsSync(path.join(opened.folder, 'metadata.jsonl')), 'nothing was saved unasked');
  });

  it('say what to do when the extension host crashes, and keep the drafts', async () => {
    await draft('photo 22.jpg', 'a draft before restarting');
    opened.workbench.crashExtensionHost();
    // VS Code leaves the pages of custom editors alone then.
    await editor.row('photo 24.jpg').click();
    await editor.frame.locator('.banner', { hasText: 'Reload the window' }).waitFor();
    await takePicture(page, 'lost-crashed');
    await page.keyboard.type('typed after the crash');
    await reload();
    await editor.frame.locator('.meta .file-name', { hasText: 'photo 24.jpg' }).waitFor();
    for (const words of ['a draft before reloading', 'a draft before restarting', 'typed after the crash'])
      await editor.frame.locator('.row-caption', { hasText: words }).waitFor();
  });

  it('are saved with each decided caption once, and with none that is only begun', async () => {
    await editor.waitForStatus('photo 24.jpg', 'Begun');
    await page.keyboard.press('Control+s');
    await editor.waitUntilSaved();
    const rows = (await readFile(path.join(opened.folder, 'metadata.jsonl'), 'utf8')).trim().split('\n');
    const words = rows.map((row) => (JSON.parse(row) as { text: string }).text);
    assert.deepEqual(words, ['a draft before reloading', 'a draft before restarting']);
  });

  it('are gone to by a click, also where the words change between pressing and letting go', async () => {
    const row = editor.row('photo 22.jpg');
    await row.hover();
    await page.mouse.down();
    const file = path.join(opened.folder, 'metadata.jsonl');
    await writeFile(file, (await readFile(file, 'utf8')).replace('before restarting', 'that came from elsewhere'));
    await row.locator('.row-caption', { hasText: 'came from elsewhere' }).waitFor();
    await page.mouse.up();
    await editor.frame.locator('.row.selected', { hasText: 'photo 22.jpg' }).waitFor();
  });

  it('show the whole name of the selected one in a low window', async () => {
    await page.setViewportSize({ width: 1024, height: 480 });
    const isWhole: unknown = await editor.frame.evaluate(`(() => {
      const { scrollWidth, clientWidth } = document.querySelector('.meta .file-name');
      return scrollWidth <= clientWidth;
    })()`);
    await takePicture(page, 'lost-low');
    assert.equal(isWhole, true);
  });

  it('broke no rule of their page', () => opened.assertQuiet());
});
