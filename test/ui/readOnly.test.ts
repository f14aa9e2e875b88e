import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { takePicture } from '../harness/browser';
import { accessibilityProblems } from './accessibility';
import type { CaptionEditor } from './captionEditor';
import { copySamples, savesWhenAsked, type OpenedFolder } from './openedFolder';
import { withEditor } from './suite';

const row = '{"file_name":"cat.jpg","text":"the face of a cat","status":"written"}\n';

describe('On a dataset that VS Code holds as read-only, the editor', function () {
  this.timeout(180_000);

  let opened: OpenedFolder;
  let page: Page;
  let editor: CaptionEditor;

  const fill = async (folder: string): Promise<void> => {
    await copySamples(folder, ['cat.jpg', 'shepherd-dog.jpg']);
    await writeFile(path.join(folder, 'metadata.jsonl'), row);
  };
  const settings = { ...savesWhenAsked, 'files.readonlyInclude': { '**/metadata.jsonl': true } };
  withEditor({ name: 'read-only', fill, settings, inSteps: true }, async (folder, opening) => {
    ({ page } = opened = folder);
    editor = opening;
    await editor.select('shepherd-dog.jpg');
    await editor.waitForSuggestion();
  });

  it('says why no caption can be changed, and what to do, in place', async () => {
    await editor.frame.locator('.banner', { hasText: 'files.readonlyInclude' }).waitFor();
    await editor.frame.locator('textarea[placeholder="No caption can be changed"]').waitFor();
    assert.deepEqual(await editor.frame.locator('.actions button:visible:enabled').count(), 0);
    await takePicture(page, 'read-only');
    assert.deepEqual(await accessibilityProblems(editor.frame), []);
  });

  it('takes neither a decision nor a letter', async () => {
    await page.keyboard.press('Enter');
    await editor.select('shepherd-dog.jpg');
    await editor.textBox.click();
    await page.keyboard.type('a dog');
    assert.equal(await editor.textBox.inputValue(), '');
    await editor.frame.locator('.counts', { hasText: '1 of 2' }).waitFor();
    assert.equal(await page.locator('.tab.active.dirty').count(), 0);
    assert.equal(readFileSync(path.join(opened.folder, 'metadata.jsonl'), 'utf8'), row);
  });
});
