import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { takePicture } from '../harness/browser';
import { accessibilityProblems } from './accessibility';
import { untilValue, type CaptionEditor } from './captionEditor';
import { copySamples, savesWhenAsked, type OpenedFolder } from './openedFolder';
import { withEditor } from './suite';

const cat =
  '{"file_name":"cat.jpg","text":"the face of a cat","status":"written","split":"train","tags":"pet, indoors, close-up"}';
const cup = '{"file_name":"coffee.jpg","text":"a cup of coffee","status":"written","split":"train"}';

describe('Fields beside the caption', function () {
  this.timeout(120_000);

  let opened: OpenedFolder;
  let page: Page;
  let editor: CaptionEditor;
  const field = (name: string): Locator => editor.frame.locator('.field', { hasText: name }).locator('textarea');
  const saved = (): string => readFileSync(path.join(opened.folder, 'metadata.jsonl'), 'utf8');

  const fill = async (folder: string): Promise<void> => {
    await copySamples(folder, ['cat.jpg', 'coffee.jpg']);
    await writeFile(path.join(folder, 'metadata.jsonl'), `${cat}\n${cup}\n`);
  };
  const settings = {
    ...savesWhenAsked,
    'showtell.fields': ['split', 'license'],
    'workbench.colorTheme': 'Light Modern',
  };
  withEditor({ name: 'fields', fill, settings, inSteps: true }, async (folder, opening) => {
    ({ page } = opened = folder);
    editor = opening;
    await editor.select('cat.jpg');
  });

  it('stand below it, those of the setting first', async () => {
    await field('tags').waitFor();
    assert.deepEqual(await editor.frame.locator('.field-name').allInnerTexts(), ['split', 'license', 'tags']);
    await takePicture(page, 'fields');
    assert.deepEqual(await accessibilityProblems(editor.frame), []);
  });

  it('are edited by keys, and from image to image the caret stays in the field', async () => {
    await editor.pressFor('Shift+F2', editor.frame.locator('.field textarea:focus'));
    await page.keyboard.type('val');
    await page.keyboard.press('PageDown');
    await editor.frame.locator('.row.selected', { hasText: 'coffee.jpg' }).waitFor();
    await page.keyboard.press('Tab');
    await page.keyboard.type('CC0');
    await page.keyboard.press('Enter');
    await editor.frame.locator('.list:focus').waitFor();
    await editor.waitUntilDirty();
    await page.keyboard.press('Control+s');
    await editor.waitUntilSaved();
    const wanted = `${cat.replace('"train"', '"val"')}\n${cup.slice(0, -1)},"license":"CC0"}\n`;
    assert.equal(saved(), wanted);
  });

  it('take back each text with one undo', async () => {
    await page.keyboard.press('Control+z');
    await untilValue(field('license'), /^$/);
    await page.keyboard.press('Control+z');
    await editor.select('cat.jpg');
    await untilValue(field('split'), /^train$/);
    assert.ok(await editor.tabIsDirty());
  });

  it('have room in a narrow window, too', async () => {
    await page.setViewportSize({ width: 560, height: 800 });
    await field('tags').scrollIntoViewIfNeeded();
    assert.ok(await field('tags').isVisible());
    await takePicture(page, 'fields-narrow');
  });
});
