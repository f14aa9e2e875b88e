import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { runCommand, showWorkbench } from '../harness/browser';
import type { Workbench } from '../harness/workbench';
import { CaptionEditor, untilValue } from './captionEditor';
import { copySamples, savesWhenAsked } from './openedFolder';
import { SharedBrowser } from './sharedBrowser';

describe('What was typed last, when everything is killed,', function () {
  this.timeout(300_000);

  let folder = '';
  let home = '';
  let browser: SharedBrowser;
  let page: Page | undefined;
  let workbench: Workbench | undefined;

  before(async () => {
    browser = await SharedBrowser.get((close) => after(close));
    folder = await mkdtemp(path.join(os.tmpdir(), 'showtell-killed-'));
    home = await mkdtemp(path.join(os.tmpdir(), 'showtell-killed-home-'));
    await copySamples(folder, ['cat.jpg', 'coffee.jpg']);
  });
  after(async () => {
    await page?.close();
    await workbench?.stop();
    for (const each of [folder, home]) await rm(each, { recursive: true, force: true, maxRetries: 5 });
  });

  const start = async (): Promise<CaptionEditor> => {
    workbench = await browser.startWorkbench({ folder, home, extension: 'checkout', settings: savesWhenAsked });
    // It finds nothing of what VS Code kept in the browser: that is gone, too.
    page = await browser.newPage(workbench.url);
    await showWorkbench(page, workbench.url);
    await runCommand(page, 'Caption Images in This Folder');
    return CaptionEditor.onScreen(page);
  };
  /** Waits until the journal on the disk has these words: about a tenth of a second, where the document has them after a whole one. */
  const untilKept = async (words: string): Promise<void> => {
    const end = Date.now() + 60_000;
    // (Beside it are the extensions, with a link to this checkout, which may have a link to itself.)
    const data = path.join(home, 'data');
    // What writes the journal shall have the processor in between.
    for (; ; await delay(50)) {
      assert.ok(Date.now() < end, `no journal has “${words}”`);
      const files = (await readdir(data, { recursive: true })).filter((name) => /drafts\/\w+\.json$/.test(name));
      const contents = await Promise.all(files.map((name) => readFile(path.join(data, name), 'utf8').catch(() => '')));
      if (contents.some((content) => content.includes(words))) return;
    }
  };

  it('is there again, to the last letter', async () => {
    const editor = await start();
    await editor.select('coffee.jpg');
    await editor.frame.locator('textarea').click();
    await editor.page.keyboard.press('Control+a');
    await editor.page.keyboard.type('a cup of coff');
    await untilKept('a cup of coff');
    workbench?.kill();
    await page?.close();
    const again = await start();
    await again.select('coffee.jpg');
    await untilValue(again.textBox, /^a cup of coff$/);
    await again.waitForStatus('coffee.jpg', 'Begun');
  });
});
