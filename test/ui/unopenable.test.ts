import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { runCommand } from '../harness/browser';
import { CaptionEditor } from './captionEditor';
import { notification, untilNotified } from './notifications';
import { copySamples, type OpenedFolder } from './openedFolder';
import { withFolder } from './suite';

const row = (fileName: string): string => `{"file_name":"${fileName}","text":"a caption of ${fileName}"}\n`;
const torn = `${row('cat.jpg')}${'\0'.repeat(40)}\n${row('coffee.jpg')}`;

describe('On a file that VS Code does not open, the editor', function () {
  this.timeout(180_000);

  let opened: OpenedFolder;
  let page: Page;

  const fill = async (folder: string): Promise<void> => {
    await copySamples(folder, ['cat.jpg', 'coffee.jpg']);
    await writeFile(path.join(folder, 'torn.captions.jsonl'), torn);
  };
  withFolder({ name: 'unopenable', fill, inSteps: true }, (folder) => {
    ({ page } = opened = folder);
  });
  const file = (name: string): string => path.join(opened.folder, name);
  const open = async (name: string): Promise<void> => {
    await page.locator('.explorer-folders-view .monaco-list-row', { hasText: name }).first().click();
  };
  const answer = async (said: RegExp, button: string): Promise<void> => {
    await untilNotified(page, said, 60_000);
    await notification(page, said).locator('.monaco-button', { hasText: button }).click();
  };

  it('says of NULs that a crash left them, and takes them out and keeps the file as it was', async () => {
    // On a slow machine VS Code may meet the bytes before the extension has closed the tab, and says so itself first.
    const dialog = page.locator('.monaco-dialog-box', { hasText: 'torn.captions.jsonl' });
    await page.addLocatorHandler(dialog, () => dialog.locator('.monaco-button', { hasText: 'OK' }).click());
    await open('torn.captions.jsonl');
    await answer(/torn\.captions\.jsonl has NUL bytes near its beginning/, 'Take the NULs Out');
    await page.removeLocatorHandler(dialog);
    const editor = await CaptionEditor.onScreen(page);
    for (const name of ['cat.jpg', 'coffee.jpg'])
      await editor
        .row(name)
        .locator('.row-caption', { hasText: `a caption of ${name}` })
        .waitFor();
    assert.equal(readFileSync(file('torn.captions.jsonl'), 'utf8'), row('cat.jpg') + row('coffee.jpg'));
    assert.equal(readFileSync(file('torn.captions.jsonl.before-fix'), 'utf8'), torn);
  });

  it('opens it again afterwards', async () => {
    await runCommand(page, 'View: Close Editor');
    await page.locator('.tab', { hasText: 'torn' }).waitFor({ state: 'detached' });
    await open('torn.captions.jsonl');
    const editor = await CaptionEditor.onScreen(page);
    await editor.row('coffee.jpg').waitFor();
  });
});
