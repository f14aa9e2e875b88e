import assert from 'node:assert/strict';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { runCommand, takePicture } from '../harness/browser';
import { CaptionEditor } from './captionEditor';
import { notification, untilNotified } from './notifications';
import { copySamples, type OpenedFolder } from './openedFolder';
import { withFolder } from './suite';

/** By a click in the Explorer or with Ctrl+P VS Code opens `metadata.jsonl` as text: other programs have files of that name, too. */
describe('A dataset that is open as text', function () {
  this.timeout(120_000);

  let opened: OpenedFolder;
  let page: Page;

  withFolder(
    {
      name: 'text',
      ownWindow: true,
      fill: async (folder) => {
        await copySamples(folder);
        const rows = ['cat.jpg', 'coffee.jpg'].map((name) => JSON.stringify({ file_name: name, text: 'a thing' }));
        await writeFile(path.join(folder, 'metadata.jsonl'), `${rows.join('\n')}\n`);
        await writeFile(path.join(folder, 'more.captions.txt'), 'no dataset');
        await mkdir(path.join(folder, 'ours'));
        await copySamples(path.join(folder, 'ours'), ['cat.jpg']);
        const ours = { file_name: 'cat.jpg', text: 'the face of a cat', suggestion: '', status: 'written' };
        await writeFile(path.join(folder, 'ours', 'metadata.jsonl'), `${JSON.stringify(ours)}\n`);
      },
      patience: 60_000,
    },
    (folder) => {
      ({ page } = opened = folder);
      return Promise.resolve();
    },
  );

  const open = async (name: string): Promise<void> => {
    await page.keyboard.press('Control+p');
    const input = page.locator('.quick-input-widget input');
    await input.waitFor();
    await input.fill(name);
    await page
      .locator('.quick-input-list .monaco-list-row', { hasText: path.basename(name) })
      .first()
      .waitFor();
    await page.keyboard.press('Enter');
    await page.locator('.tab.active', { hasText: path.basename(name) }).waitFor();
  };
  const inExplorer = (name: string, level: number): Locator =>
    page.locator(`.explorer-folders-view .monaco-list-row[aria-level="${level}"]`, { hasText: name }).first();
  const button = () => page.locator('.editor-actions [aria-label="Open in the Caption Editor"]');

  it('opens in the caption editor with a button in its title bar', async () => {
    await open('metadata.jsonl');
    await page.locator('.view-line', { hasText: 'a thing' }).first().waitFor();
    await button().waitFor();
    await takePicture(page, 'text-title-bar');
    await button().click();
    const editor = await CaptionEditor.onScreen(page);
    await editor.row('cat.jpg').locator('.row-caption', { hasText: 'a thing' }).waitFor();
    await button().waitFor({ state: 'detached' });
  });

  it('has that button where it is a dataset, and nowhere else', async () => {
    await open('more.captions.txt');
    await page.locator('.view-line', { hasText: 'no dataset' }).waitFor();
    await button().waitFor({ state: 'detached' });
  });

  it('that has rows of ours is opened in the caption editor always, where the person says so once', async () => {
    const question = /has captions of Showtell/;
    assert.equal(await notification(page, question).count(), 0, 'nothing is asked of rows of other tools');
    await inExplorer('ours', 1).click();
    await inExplorer('metadata.jsonl', 2).dblclick();
    await page.locator('.view-line', { hasText: 'the face of a cat' }).waitFor();
    await untilNotified(page, question, 60_000);
    await page.locator('.notification-list-item .monaco-button', { hasText: 'Always' }).click();
    const editor = await CaptionEditor.onScreen(page);
    await editor.row('cat.jpg').locator('.row-caption', { hasText: 'the face of a cat' }).waitFor();
    await runCommand(page, 'View: Close All Editors');
    await inExplorer('metadata.jsonl', 2).dblclick();
    await (await CaptionEditor.onScreen(page)).row('cat.jpg').waitFor();
  });

  it('broke no rule of the page', () => opened.assertQuiet());
});
