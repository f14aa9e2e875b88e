import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { takePicture } from '../harness/browser';
import { accessibilityProblems } from './accessibility';
import type { CaptionEditor } from './captionEditor';
import { notification, untilNotified } from './notifications';
import { copySamples, type OpenedFolder } from './openedFolder';
import { withEditor } from './suite';

const row = (text: string): string => `{"file_name":"cat.jpg","text":"${text}","status":"written"}\n`;

describe('While captions are unsaved, the editor', function () {
  this.timeout(180_000);

  let opened: OpenedFolder;
  let page: Page;
  let editor: CaptionEditor;

  const fill = async (folder: string): Promise<void> => {
    await copySamples(folder, ['cat.jpg', 'coffee.jpg']);
    await writeFile(path.join(folder, 'metadata.jsonl'), row('a cat'));
  };
  const type = async (text: string): Promise<void> => {
    await editor.select('coffee.jpg');
    await editor.textBox.click();
    await page.keyboard.press('Control+a');
    await page.keyboard.type(text);
    await page.keyboard.press('Enter');
    await editor.waitUntilDirty();
  };
  const change = (text: string): Promise<void> => writeFile(path.join(opened.folder, 'metadata.jsonl'), row(text));
  withEditor({ name: 'disk-news', fill, inSteps: true }, (folder, opening) => {
    ({ page } = opened = folder);
    editor = opening;
  });

  it('says nothing when captions are saved, and typed again', async () => {
    await type('a cup');
    await page.keyboard.press('Control+s');
    await editor.waitUntilSaved();
    await type('a cup of coffee');
    assert.equal(await editor.frame.locator('.banner').isHidden(), true);
  });

  it('says at once that another program has changed the file, and that rows are gone there', async () => {
    await change('somebody else looked at the cat');
    await editor.frame.locator('.banner', { hasText: 'was changed by another program' }).waitFor();
    await takePicture(page, 'disk-news');
    assert.deepEqual(await accessibilityProblems(editor.frame), []);
    assert.equal(await editor.textBox.isEditable(), true);
  });

  it('takes over what the other program changed when asked to, and saves both without a question', async () => {
    await editor.frame.locator('.banner').getByRole('button', { name: 'Merge' }).click();
    await editor.frame.locator('.banner').waitFor({ state: 'hidden' });
    await page.keyboard.press('Control+s');
    await editor.waitUntilSaved();
    const saved = await readFile(path.join(opened.folder, 'metadata.jsonl'), 'utf8');
    assert.ok(saved.startsWith(row('somebody else looked at the cat')), saved);
    assert.match(saved, /"text":"a cup of coffee"/);
    assert.equal(await notification(page, 'metadata.jsonl').count(), 0);
  });

  it('keeps its own caption where both changed the same, names it at once, and shows both', async () => {
    await type('a mug of coffee');
    const file = path.join(opened.folder, 'metadata.jsonl');
    const saved = await readFile(file, 'utf8');
    await writeFile(file, saved.replace('a cup of coffee', 'somebody else looked at the cup'));
    await untilNotified(page, /yours stayed \(1\): coffee\.jpg/u, 30_000);
    await editor.row('coffee.jpg').filter({ hasText: 'a mug of coffee' }).waitFor();
    await notification(page, 'yours stayed').getByRole('button', { name: 'Compare With the File' }).click();
    await page.locator('.monaco-diff-editor', { hasText: 'somebody else looked at the cup' }).waitFor();
  });
});
