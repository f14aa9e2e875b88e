import assert from 'node:assert/strict';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { CaptionEditor } from './captionEditor';
import { notification, untilNotified } from './notifications';
import { copySamples } from './openedFolder';
import { withFolder } from './suite';

/** VS Code gives extensions no text that is longer than this, in UTF-16 units. */
const mostCharacters = 50 * 1024 * 1024;

/** Rows that are so many characters long together. */
function rows(characters: number): string {
  const row = (text: string): string => `${JSON.stringify({ file_name: 'cat.jpg', text })}\n`;
  const line = row('a cat '.repeat(20_000));
  const lines = line.repeat(Math.floor(characters / line.length) - 1);
  return lines + row('x'.repeat(characters - lines.length - row('').length));
}

describe('With a file as large as VS Code can give to extensions, the editor', function () {
  this.timeout(300_000);

  let page: Page;

  const fill = async (folder: string): Promise<void> => {
    for (const [name, characters] of [
      ['below', mostCharacters],
      ['above', mostCharacters + 1],
    ] as const) {
      await mkdir(path.join(folder, name));
      await copySamples(path.join(folder, name), ['cat.jpg']);
      await writeFile(path.join(folder, name, `${name}.captions.jsonl`), rows(characters));
    }
  };
  withFolder({ name: 'size', ownWindow: true, fill, settings: {} }, (folder) => {
    ({ page } = folder);
  });

  const open = async (name: string): Promise<void> => {
    await page.keyboard.press('Control+p');
    await page.locator('.quick-input-widget input.input').fill(name);
    await page.locator('.quick-input-list .monaco-list-row', { hasText: name }).first().waitFor();
    await page.keyboard.press('Enter');
  };

  it('opens, up to the last character', async () => {
    await open('below.captions.jsonl');
    const editor = await CaptionEditor.onScreen(page);
    await editor.row('cat.jpg').first().waitFor();
  });

  it('says of one character more that it is too much, and into how many folders to split it', async () => {
    await open('above.captions.jsonl');
    const reason = /too large for the editor/;
    await untilNotified(page, reason, 60_000);
    const text = await notification(page, reason).innerText();
    assert.match(text, /it has 52\.4 million characters, and VS Code gives extensions no text above 52\.4 million/);
    assert.match(text, /Put its images into 2 folders, each with a metadata\.jsonl that has the rows of its images/);
    await page.locator('.monaco-button', { hasText: 'Open in Text Editor' }).waitFor();
    await page.locator('.tab', { hasText: 'above' }).waitFor({ state: 'detached' });
  });
});
