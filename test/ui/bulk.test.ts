import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { takePicture } from '../harness/browser';
import { accessibilityProblems } from './accessibility';
import { type CaptionEditor } from './captionEditor';
import { copySamples, type OpenedFolder } from './openedFolder';
import { withEditor } from './suite';
import { chooseTheme, themes, type Theme } from './themes';

const rows = [
  ['cat.jpg', 'the face of a cat'],
  ['cat.jpg', 'a cat that looks up'],
  ['coffee.jpg', 'a cup of coffe on a table'],
  ['flower.jpg', 'an orange dahlia beside a cup of Coffe'],
] as const;

/** Work on many captions at once, as a person sees it. */
describe('Many captions at once', function () {
  this.timeout(180_000);

  let opened: OpenedFolder;
  let page: Page;
  let editor: CaptionEditor;

  const fill = async (folder: string): Promise<void> => {
    await copySamples(folder);
    const text = rows.map(([file_name, caption]) => JSON.stringify({ file_name, text: caption, status: 'written' }));
    await writeFile(path.join(folder, 'metadata.jsonl'), `${text.join('\n')}\n`);
  };
  withEditor({ name: 'bulk', fill, inSteps: true }, (folder, opening) => {
    ({ page } = opened = folder);
    editor = opening;
  });

  /** In every theme, for us to look at. */
  const picture = async (name: string): Promise<void> => {
    for (const theme of (Object.keys(themes) as Theme[]).reverse()) {
      await chooseTheme(opened, theme, editor.frame);
      await takePicture(page, `bulk-${name}-${theme.slice(7)}`);
      assert.deepEqual(await accessibilityProblems(editor.frame), [], theme);
    }
  };
  /** The first caption of the image. */
  const selectFirst = async (fileName: string): Promise<void> => {
    await editor.frame.locator('.row', { hasText: fileName }).first().click();
    await editor.frame.locator('.row.selected', { hasText: fileName }).waitFor();
  };
  const captions = (fileName: string): string[] =>
    readFileSync(path.join(opened.folder, 'metadata.jsonl'), 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as { file_name: string; text: string })
      .filter(({ file_name }) => file_name === fileName)
      .map(({ text }) => text);
  const save = async (): Promise<void> => {
    await page.keyboard.press('Control+s');
    await editor.waitUntilSaved();
  };

  it('adds a caption with a key, types it, and moves it before another', async () => {
    await selectFirst('cat.jpg');
    await editor.frame.locator('.several-place', { hasText: 'Caption 1 of 2' }).waitFor();
    await page.keyboard.press('Control+Shift+Enter');
    await editor.frame.locator('.several-place', { hasText: 'Caption 3 of 3' }).waitFor();
    await page.keyboard.type('a tabby cat, near');
    await page.keyboard.press('Alt+ArrowUp');
    await editor.frame.locator('.several-place', { hasText: 'Caption 2 of 3' }).waitFor();
    await picture('several');
    await page.keyboard.press('Enter');
    await selectFirst('cat.jpg');
    await save();
    assert.deepEqual(captions('cat.jpg'), ['the face of a cat', 'a tabby cat, near', 'a cat that looks up']);
  });

  it('lets a caption go again that is added and left empty', async () => {
    await editor.frame.locator('.several-place', { hasText: 'of 3' }).waitFor();
    await page.keyboard.press('Control+Shift+Enter');
    await editor.frame.locator('.several-place', { hasText: 'Caption 4 of 4' }).waitFor();
    // The first hides what is proposed for the empty box.
    await editor.frame.locator('.ghost-text').waitFor();
    await page.keyboard.press('Escape');
    await editor.frame.locator('.ghost-text').waitFor({ state: 'detached' });
    await page.keyboard.press('Escape');
    await editor.frame.locator('.several-place', { hasText: 'Caption 3 of 3' }).waitFor();
    await editor.frame.locator('.list:focus').waitFor();
    // Nothing has changed, so that nothing has to be saved; VS Code would write it again, and it would be read half written.
    await editor.waitUntilSaved();
    assert.deepEqual(captions('cat.jpg'), ['the face of a cat', 'a tabby cat, near', 'a cat that looks up']);
  });

  it('takes back no other caption than the one that was typed and given up', async () => {
    await page.keyboard.press('Control+Shift+Enter');
    await editor.frame.locator('.several-place', { hasText: 'Caption 4 of 4' }).waitFor();
    await page.keyboard.press('Alt+ArrowUp');
    await editor.frame.locator('.several-place', { hasText: 'Caption 3 of 4' }).waitFor();
    await editor.pressFor('F2', editor.frame.locator('textarea:focus'));
    await page.keyboard.press('Control+a');
    await page.keyboard.type('xyz');
    await editor.frame.locator('.row-caption', { hasText: 'xyz' }).waitFor();
    await editor.pressFor('Escape', editor.frame.locator('.list:focus'));
    await editor.frame.locator('.row-caption', { hasText: 'xyz' }).waitFor({ state: 'detached' });
    await editor.frame.locator('.several-place', { hasText: 'of 3' }).waitFor();
    await editor.waitUntilSaved();
    assert.deepEqual(captions('cat.jpg'), ['the face of a cat', 'a tabby cat, near', 'a cat that looks up']);
  });

  it('shows each change before it replaces, and undoes all of them at once', async () => {
    await page.keyboard.press('Control+h');
    await editor.frame.locator('.replace input').first().waitFor();
    await page.keyboard.type('coffe');
    await page.keyboard.press('Tab');
    await page.keyboard.type('coffee');
    await editor.frame.locator('.preview-row ins', { hasText: 'coffee' }).first().waitFor();
    await editor.frame.locator('.replace-summary', { hasText: '2 of' }).waitFor();
    await picture('replace');
    await editor.frame.locator('.replace button.primary').click();
    await editor.frame.locator('.replace').waitFor({ state: 'hidden' });
    await save();
    assert.deepEqual(captions('flower.jpg'), ['an orange dahlia beside a cup of coffee']);
    await page.keyboard.press('Control+z');
    await editor.waitUntilDirty();
    await save();
    assert.deepEqual(captions('flower.jpg'), ['an orange dahlia beside a cup of Coffe']);
    assert.deepEqual(captions('coffee.jpg'), ['a cup of coffe on a table']);
  });

  it('says why an expression cannot be used, and closes with Escape', async () => {
    await page.keyboard.press('Control+h');
    await editor.frame.locator('.replace .toggle[data-sign=".*"]').click();
    await editor.frame.locator('.replace input').first().fill('(');
    await editor.frame.locator('.replace-fields.refused').waitFor();
    await editor.frame.locator('.replace input').first().press('Escape');
    await editor.frame.locator('.replace').waitFor({ state: 'hidden' });
  });

  it('breaks no rule of its own page', () => opened.assertQuiet());
});
