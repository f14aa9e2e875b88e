import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { runCommand, takePicture } from '../harness/browser';
import type { CaptionEditor } from './captionEditor';
import { notification, untilNotified } from './notifications';
import { copySamples, type OpenedFolder } from './openedFolder';
import { withEditor } from './suite';

const coco = {
  images: ['cat.jpg', 'coffee.jpg', 'flower.jpg', 'elsewhere.jpg'].map((file_name, id) => ({ id, file_name })),
  annotations: [
    ...['a tabby cat looks up', 'a cup on a table', 'a red flower', 'not here'].map((caption, id) => ({
      ...{ id, image_id: id, caption },
    })),
    { id: 9, image_id: 2, caption: 'a red flower' },
  ],
};
const mine = '{"file_name":"cat.jpg","text":"my cat","suggestion":"","status":"written","model":"","updated":""}\n';

/** With keys, but for the dialogs of files; each step goes on from the one before. */
describe('Import and export in the editor', function () {
  this.timeout(180_000);

  let opened: OpenedFolder;
  let page: Page;
  let editor: CaptionEditor;

  const input = (): Locator => page.locator('.quick-input-widget input.input');
  const rows = (): Locator => page.locator('.quick-input-list .monaco-list-row');
  const place = (name: string): string => path.join(opened.folder, name);
  const take = async (words: string): Promise<void> => {
    await rows().filter({ hasText: words }).first().waitFor();
    await input().focus();
    await page.keyboard.type(words);
    await page.locator('.quick-input-list .monaco-list-row.focused', { hasText: words }).waitFor();
    await page.keyboard.press('Enter');
  };
  const choosePath = async (file: string, buttonText: string): Promise<void> => {
    const button = page.locator('.quick-input-widget .monaco-button', { hasText: buttonText });
    await button.waitFor();
    // The dialog begins with a folder of its own, and lists it.
    await rows().filter({ hasText: '..' }).first().waitFor();
    await input().fill(file);
    await button.click();
    await button.waitFor({ state: 'hidden' });
  };

  const fill = async (folder: string): Promise<void> => {
    await copySamples(folder, ['astronaut.jpg', 'cat.jpg', 'coffee.jpg', 'flower.jpg']);
    await writeFile(path.join(folder, 'metadata.jsonl'), mine);
    await writeFile(path.join(folder, 'captions.json'), JSON.stringify(coco));
  };

  withEditor({ name: 'import-export', fill, inSteps: true }, (folder, opening) => {
    ({ page } = opened = folder);
    editor = opening;
  });

  it('shows what an import would write, what it found no image for, what stood there twice, and what stays', async () => {
    await runCommand(page, 'Showtell: Import Captions');
    await rows().filter({ hasText: 'The Text Files Beside the Images' }).waitFor();
    await takePicture(page, 'import-source');
    await take('A File');
    await choosePath(place('captions.json'), 'Look at the Captions');
    await rows()
      .filter({ hasText: /Import\s*images: 2/ })
      .waitFor();
    await takePicture(page, 'import-preview');
    const text = await page.locator('.quick-input-widget').innerText();
    for (const part of [
      /Import and Replace Captions/,
      /coffee\.jpg[^]*a cup on a table · Written/,
      /elsewhere\.jpg.*annotations\[3\]\s+There is no such image: 1/,
    ])
      assert.match(text, part);
    assert.equal(await input().getAttribute('placeholder'), 'captions.json (COCO) · images: 3');
  });

  it('imports them as one undo step, and says what it did', async () => {
    await input().press('Enter');
    await editor.waitForStatus('coffee.jpg', 'Written');
    assert.match(await editor.row('cat.jpg').innerText(), /my cat/);
    await untilNotified(
      page,
      /captions\.json \(COCO\): images with new captions: 2\. There is no such image: 1\./,
      30_000,
    );
    await takePicture(page, 'imported');
    await runCommand(page, 'Notifications: Clear All Notifications');
    await editor.select('cat.jpg');
    await page.keyboard.press('Control+z');
    await editor.waitForNoStatus('coffee.jpg');
    await editor.waitForNoStatus('flower.jpg');
    await page.keyboard.press('Control+Shift+z');
    await editor.waitForStatus('flower.jpg', 'Written');
  });

  it('says before an export what each format has no place for, writes it, and shows where it is', async () => {
    await runCommand(page, 'Showtell: Export…');
    await rows().filter({ hasText: 'What Is Decided' }).waitFor();
    await takePicture(page, 'export-what');
    await take('What Is Decided');
    await rows().filter({ hasText: 'pycocotools' }).waitFor();
    await takePicture(page, 'export-format');
    assert.match(await rows().filter({ hasText: 'pycocotools' }).innerText(), /No place for: status, updated/);
    await take('pycocotools');
    await choosePath(place('out.json'), 'OK');
    await untilNotified(page, /out\.json \(COCO\): captions: 3, images: 3/, 30_000);
    await takePicture(page, 'exported');
    assert.match(await readFile(place('out.json'), 'utf8'), /"caption":"my cat"/);
    await notification(page, /out\.json/)
      .locator('.monaco-button', { hasText: 'Reveal' })
      .click();
    await page.locator('.explorer-folders-view .monaco-list-row.selected', { hasText: 'out.json' }).waitFor();
  });

  it('broke no rule of its own page', () => opened.assertQuiet());
});
