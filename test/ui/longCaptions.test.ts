import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { cp, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { takePicture } from '../harness/browser';
import { accessibilityProblems } from './accessibility';
import { untilValue, type CaptionEditor } from './captionEditor';
import { copySamples, savesWhenAsked, type OpenedFolder } from './openedFolder';
import { withEditor } from './suite';

const cat = '{"file_name":"cat.jpg","text":{"subject":"a cat","weight":1.50},"status":"written"}';
const cup = '{"file_name":"coffee.jpg","text":"a cup of coffee","status":"written"}';

describe('Captions of several lines, and those that are objects', function () {
  this.timeout(120_000);

  let opened: OpenedFolder;
  let page: Page;
  let editor: CaptionEditor;

  const fill = async (folder: string): Promise<void> => {
    await copySamples(folder, ['cat.jpg', 'coffee.jpg']);
    await writeFile(path.join(folder, 'metadata.jsonl'), `${cat}\n${cup}\n`);
    await cp('test/fixtures/tokenizers/likeClip.json', path.join(folder, 'tokenizer.json'));
  };
  const settings = { ...savesWhenAsked, 'showtell.tokens.limit': 20, 'workbench.colorTheme': 'Light Modern' };
  withEditor({ name: 'long-captions', fill, settings, inSteps: true }, async (folder, opening) => {
    ({ page } = opened = folder);
    editor = opening;
    await opened.set({ 'showtell.tokens.tokenizer': path.join(opened.folder, 'tokenizer.json') });
    await editor.select('cat.jpg');
  });

  it('stay in the box while they are no object, with the reason', async () => {
    await editor.textBox.click();
    await page.keyboard.press('Control+End');
    await page.keyboard.type('x');
    await page.keyboard.press('Enter');
    await editor.frame.locator('.remark', { hasText: 'Not taken, as it is no valid JSON' }).waitFor();
    await takePicture(page, 'structured-caption');
    assert.deepEqual(await accessibilityProblems(editor.frame), []);
    await page.keyboard.press('Escape');
    await untilValue(editor.textBox, /\}$/);
  });

  it('get a line break with Alt+J, and are listed with their first line', async () => {
    await editor.select('coffee.jpg');
    await editor.textBox.click();
    await page.keyboard.press('Control+End');
    await page.keyboard.press('Alt+J');
    await untilValue(editor.textBox, /\n$/);
    await page.keyboard.type('on a red saucer');
    await page.keyboard.press('Enter');
    await editor.row('coffee.jpg').locator('.extent', { hasText: '2 lines' }).waitFor();
    await editor.waitUntilDirty();
    await page.keyboard.press('Control+s');
    await editor.waitUntilSaved();
    const [first, second] = readFileSync(path.join(opened.folder, 'metadata.jsonl'), 'utf8').split('\n');
    assert.equal(first, cat);
    assert.match(second, /"text":"a cup of coffee\\non a red saucer"/u);
  });

  it('say how long they are, and which are over the limit of tokens', async () => {
    await editor.frame.locator('.caption-length', { hasText: 'Characters: 31, words: 8' }).waitFor();
    await editor.frame.locator('.tokens', { hasText: '15 of 20 tokens' }).waitFor();
    await editor.select('cat.jpg');
    const over = editor.frame.locator('.tokens.problem');
    await over.waitFor();
    await takePicture(page, 'tokens');
    await over.click();
    await editor.frame.locator('.length-filter', { hasText: 'Only captions of 21+ tokens' }).waitFor();
    await editor.row('coffee.jpg').waitFor({ state: 'detached' });
    assert.deepEqual(await accessibilityProblems(editor.frame), []);
  });
});
