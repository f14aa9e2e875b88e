import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { runCommand, takePicture, waitForExtensions } from '../harness/browser';
import { CaptionEditor, untilValue } from './captionEditor';
import { type OpenedFolder } from './openedFolder';
import { makeSixtyImages } from './sixtyImages';
import { withEditor } from './suite';

/** Captioning all images of a folder at once; each step goes on from the one before. */
describe('Suggesting and accepting captions for all images', function () {
  this.timeout(300_000);

  let opened: OpenedFolder;
  let page: Page;
  let editor: CaptionEditor;

  withEditor({ name: 'batch', fill: makeSixtyImages, inSteps: true }, async (folder, opening) => {
    ({ page } = opened = folder);
    editor = opening;
    await editor.waitForSuggestion();
  });

  // Under a test driver VS Code shows no toasts, but they gather in its notification centre.
  const running = (): Locator =>
    page.locator('.notification-list-item', { hasText: 'Suggesting captions for metadata.jsonl' });
  const savedRows = async (): Promise<{ file_name: string; status: string }[]> => {
    await page.keyboard.press('Control+s');
    await editor.waitUntilSaved();
    const lines = readFileSync(path.join(opened.folder, 'metadata.jsonl'), 'utf8').trimEnd().split('\n');
    return lines.map((line) => JSON.parse(line) as { file_name: string; status: string });
  };
  const count = async (status: string): Promise<number> =>
    (await savedRows()).filter((row) => row.status === status).length;
  /** Of the first images in the list. */
  const firstNames = (): Promise<string[]> =>
    Promise.all([0, 1, 2, 3].map((at) => editor.frame.locator(`.row[data-index="${at}"] .file-name`).innerText()));
  const toEditor = (): Promise<void> => editor.frame.locator('.list').focus();

  it('shows how many are done, how fast, and how long it takes, and stops on Cancel with what is done kept', async () => {
    await runCommand(page, 'Suggest Captions for All');
    await runCommand(page, 'Notifications: Show Notifications');
    await running()
      .filter({ hasText: /[1-9]\d* of 60, [\d.]+ a (second|minute), \d+ \w+ left/ })
      .waitFor();
    await page
      .locator('.statusbar-item', { hasText: /\d+ of 60$/ })
      .first()
      .waitFor();
    await takePicture(page, 'batch-progress');
    await page.locator('.notification-list-item .monaco-button', { hasText: 'Cancel' }).click();
    await page.locator('.statusbar-item', { hasText: /Stopped with \d+ of 60/ }).waitFor();
    await toEditor();
    const suggested = await count('suggested');
    assert.ok(suggested > 0 && suggested < 60, `${suggested} captions are suggested`);
  });

  it('goes on where it stopped when it is run again, and says that another order is known by then', async () => {
    await editor.frame.locator('select[aria-label="Order"]').selectOption('confidence');
    await runCommand(page, 'Suggest Captions for All');
    await editor.frame.locator('.reorder').waitFor();
    await editor.frame.locator('.choice option', { hasText: 'Suggested (60)' }).waitFor({ state: 'attached' });
    await toEditor();
    assert.equal(await count('suggested'), 60);
    await editor.frame.locator('.outcome.batch', { hasText: 'Captions suggested: ' }).waitFor();
    await takePicture(page, 'batch-suggested');
  });

  it('has the least sure first, also after the window is reloaded', async () => {
    await editor.frame.locator('.reorder').click();
    await editor.frame.locator('.reorder').waitFor({ state: 'hidden' });
    await page.keyboard.press('Home');
    const before = await firstNames();
    assert.notDeepEqual(before, before.toSorted());
    const reloaded = page.waitForEvent('load');
    await runCommand(page, 'Developer: Reload Window');
    await reloaded;
    await waitForExtensions(page);
    editor = await CaptionEditor.onScreen(page);
    await editor.frame.locator('.outcome.batch button', { hasText: 'Close' }).click();
    await editor.frame.locator('.outcome').waitFor({ state: 'detached' });
    await untilValue(editor.frame.locator('select[aria-label="Order"]'), /^confidence$/);
    await toEditor();
    await page.keyboard.press('Home');
    await editor.arrive(before[0]);
    assert.deepEqual(await firstNames(), before);
    await editor.frame.locator('select[aria-label="Order"]').selectOption('path');
    await editor.frame.locator('.row[data-index="0"]', { hasText: 'astronaut-1.jpg' }).waitFor();
  });

  it('asks, with the number, before it accepts all that is shown', async () => {
    await page.keyboard.press('Control+f');
    await editor.frame.locator('.filters .search:focus').waitFor();
    await page.keyboard.type('dog');
    await editor.frame.locator('.search-count', { hasText: /^(?!60$)\d+$/ }).waitFor();
    await page.keyboard.press('Enter');
    await editor.frame.locator('.list:focus').waitFor();
    const shown = Number(await editor.frame.locator('.search-count').innerText());
    await page.keyboard.press('Control+Alt+Enter');
    const dialog = page.locator('.monaco-dialog-box', { hasText: `To accept: ${shown}.` });
    await dialog.waitFor();
    await takePicture(page, 'batch-accept');
    await dialog.locator('.monaco-button', { hasText: 'Accept All' }).click();
    await editor.frame.locator('.counts', { hasText: `${shown} of 60` }).waitFor();
    await toEditor();
    assert.equal(await count('accepted'), shown);
  });

  it('takes all of that back with one undo', async () => {
    await page.keyboard.press('Control+z');
    await editor.frame.locator('.counts', { hasText: '0 of 60' }).waitFor();
    assert.equal(await count('suggested'), 60);
  });

  it('broke no rule of its own page', () => opened.assertQuiet());
});
