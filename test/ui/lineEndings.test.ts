import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { takePicture } from '../harness/browser';
import { accessibilityProblems } from './accessibility';
import type { CaptionEditor } from './captionEditor';
import { copySamples, type OpenedFolder } from './openedFolder';
import { withEditor } from './suite';

const cat = '{"file_name":"cat.jpg","text":"the face of a cat","status":"written"}';
const coffee = '{"file_name":"coffee.jpg","text":"a cup","status":"written"}';

describe('On a dataset with LF and CRLF, the editor', function () {
  this.timeout(180_000);

  let opened: OpenedFolder;
  let page: Page;
  let editor: CaptionEditor;

  const fill = async (folder: string): Promise<void> => {
    await copySamples(folder, ['cat.jpg', 'coffee.jpg', 'shepherd-dog.jpg']);
    await writeFile(path.join(folder, 'metadata.jsonl'), `${cat}\r\n${coffee}\n`);
  };
  const saved = (): string => readFileSync(path.join(opened.folder, 'metadata.jsonl'), 'utf8');
  withEditor({ name: 'line-endings', fill, inSteps: true }, (folder, opening) => {
    ({ page } = opened = folder);
    editor = opening;
  });

  it('says why no caption can be changed, with a button that opens the way', async () => {
    await editor.frame.locator('.banner', { hasText: 'do not all end alike' }).waitFor();
    await editor.frame.locator('.banner button', { hasText: 'Make the Line Endings One' }).waitFor();
    await takePicture(page, 'line-endings');
    assert.deepEqual(await accessibilityProblems(editor.frame), []);
  });

  it('takes captions after a click on it, and changes no byte of another row', async () => {
    await editor.frame.locator('.banner button', { hasText: 'Make the Line Endings One' }).click();
    await editor.frame.locator('.banner').waitFor({ state: 'hidden' });
    assert.equal(saved(), `${cat}\n${coffee}\n`);
    await editor.select('shepherd-dog.jpg');
    await page.keyboard.press('F2');
    await editor.frame.locator('textarea:focus').waitFor();
    await page.keyboard.press('Control+a');
    await page.keyboard.type('a dog');
    await page.keyboard.press('Enter');
    await editor.waitUntilDirty();
    await page.keyboard.press('Control+s');
    await editor.waitUntilSaved();
    assert.ok(saved().startsWith(`${cat}\n${coffee}\n{`), saved());
    assert.match(saved(), /"a dog"/);
  });
});
