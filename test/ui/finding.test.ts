import assert from 'node:assert/strict';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { runCommand, takePicture } from '../harness/browser';
import { accessibilityProblems } from './accessibility';
import { type CaptionEditor, untilValue } from './captionEditor';
import { copySamples, type OpenedFolder } from './openedFolder';
import { statisticsFrame } from './statisticsFrame';
import { withEditor } from './suite';

const rows = [
  { file_name: 'animals/cat.jpg', text: 'a Cat on a wall', status: 'written', updated: '2026-01-02T00:00:00.000Z' },
  { file_name: 'animals/cat.jpg', text: 'the face of a cat', status: 'written', updated: '2026-01-03T00:00:00.000Z' },
  { file_name: 'animals/big/horses.jpg', text: 'horses', status: 'written', updated: '2026-01-01T00:00:00.000Z' },
];

async function fill(folder: string): Promise<void> {
  await mkdir(path.join(folder, 'animals', 'big'), { recursive: true });
  await copySamples(folder, ['coffee.jpg']);
  await copySamples(path.join(folder, 'animals'), ['cat.jpg']);
  await copySamples(path.join(folder, 'animals', 'big'), ['horses.jpg']);
  await writeFile(path.join(folder, 'metadata.jsonl'), rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
}

/** Finding one's way in a dataset with folders, until nothing is left to do; each step goes on from the one before. */
describe('Finding images, and the end of the work', function () {
  this.timeout(180_000);

  let opened: OpenedFolder;
  let page: Page;
  let editor: CaptionEditor;

  withEditor({ name: 'finding', fill, patience: 30_000, inSteps: true }, async (folder, opening) => {
    ({ page } = opened = folder);
    editor = opening;
    await editor.row('coffee.jpg').waitFor();
  });

  const choice = (label: string): Locator => editor.frame.locator(`select[aria-label="${label}"]`);
  const untilShown = (count: number): Promise<void> =>
    editor.frame.locator(`.row[aria-setsize="${count}"]`).first().waitFor();
  const first = (text: string): Promise<void> =>
    editor.frame.locator('.row[data-index="0"]', { hasText: text }).waitFor();
  const search = async (text: string): Promise<void> => {
    await page.keyboard.press('Control+f');
    await editor.frame.locator('.search:focus').waitFor();
    await page.keyboard.type(text);
  };
  const toggle = (sign: string): Locator => editor.frame.locator(`.side .toggle[data-sign="${sign}"]`);

  it('counts images, not their captions', async () => {
    await editor.frame.locator('.counts', { hasText: '2 of 3' }).waitFor();
  });

  it('offers the folders with how many captions they have, and shows one of them', async () => {
    const names = await choice('Folder').locator('option').allInnerTexts();
    assert.deepEqual(names, ['All folders', 'In no folder (1)', 'animals (3)', 'animals/big (1)']);
    await choice('Folder').selectOption('animals/big');
    await untilShown(1);
    await editor.row('horses.jpg').waitFor();
    await takePicture(page, 'finding-folder');
    assert.deepEqual(await accessibilityProblems(editor.frame), []);
    await choice('Folder').selectOption('');
    await untilShown(4);
  });

  it('searches with a regular expression, and with the case that is typed', async () => {
    await search('^a c|horses$');
    await editor.frame.locator('.search-count', { hasText: /^0$/ }).waitFor();
    await toggle('.*').click();
    await untilShown(2);
    await toggle('Aa').click();
    await untilShown(1);
    await editor.row('horses.jpg').waitFor();
    await toggle('Aa').click();
    await toggle('.*').click();
    await page.keyboard.press('Escape');
    await untilShown(4);
  });

  it('searches in captions or in file names only', async () => {
    await search('horses');
    await untilShown(1);
    await choice('Search in').selectOption('captions');
    await untilShown(1);
    await editor.frame.locator('.filters .search').fill('horses.jpg');
    await editor.frame.locator('.search-count', { hasText: /^0$/ }).waitFor();
    await choice('Search in').selectOption('names');
    await untilShown(1);
    await choice('Search in').selectOption('both');
    await editor.frame.locator('.filters .search').press('Escape');
    await untilShown(4);
  });

  it('puts the longest or shortest caption, the latest or oldest decision first', async () => {
    for (const [order, text] of [
      ['longest', 'the face of a cat'],
      ['shortest', 'horses.jpg'],
      ['newest', 'the face of a cat'],
      ['oldest', 'horses.jpg'],
    ]) {
      await choice('Order').selectOption(order);
      await first(text);
    }
    await choice('Order').selectOption('path');
  });

  it('goes to what is left to do from the status bar, also where a text editor has the focus', async () => {
    await editor.select('horses.jpg');
    await runCommand(page, 'Open Captions as Text');
    await page.locator('.editor-group-container .monaco-editor .view-lines').click();
    await page.locator('.editor-group-container.active .monaco-editor.focused').waitFor();
    await page.locator('.statusbar-item', { hasText: /2 of 3$/ }).click();
    await editor.frame.locator('.row.selected', { hasText: 'coffee.jpg' }).waitFor();
    await editor.frame.locator('.list:focus').waitFor();
  });

  it('says that all that is shown is decided, and leads to what is not', async () => {
    await choice('Folder').selectOption('animals');
    await untilShown(3);
    await editor.frame.locator('.list').focus();
    await page.keyboard.press('Alt+PageDown');
    await editor.frame.locator('.notice', { hasText: 'Images to do elsewhere: 1.' }).waitFor();
    await takePicture(page, 'finding-elsewhere');
    await editor.frame.locator('.notice button', { hasText: 'Show Them' }).click();
    await untilShown(1);
    await untilValue(choice('Show'), /^open$/);
    await editor.arrive('coffee.jpg');
  });

  it('says when every image is decided, to those who hear it too, and what one may do next', async () => {
    await editor.frame.locator('.list').focus();
    await page.keyboard.press('Enter');
    await editor.waitForStatus('coffee.jpg', 'Accepted');
    await editor.frame.locator('.notice [role=status]', { hasText: 'Every image is decided.' }).waitFor();
    await takePicture(page, 'finding-all-decided');
    assert.deepEqual(await accessibilityProblems(editor.frame), []);
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('Alt+PageDown');
    await editor.frame.locator('.notice [role=status]', { hasText: 'Every image is decided.' }).waitFor();
  });

  it('says it also where what is to do was looked for', async () => {
    await choice('Show').selectOption('all');
    await untilShown(4);
    await choice('Show').selectOption('open');
    await editor.frame.locator('.nothing-found', { hasText: 'Every image is decided.' }).waitFor();
    await takePicture(page, 'finding-nothing-to-do');
    assert.deepEqual(await accessibilityProblems(editor.frame), []);
    await editor.frame.locator('.nothing-found button', { hasText: 'Show Statistics' }).click();
    const statistics = await statisticsFrame(page);
    await statistics.locator('.states', { hasText: '3 of 3 images decided' }).waitFor();
  });

  it('breaks no rule of its own page', () => opened.assertQuiet());
});
