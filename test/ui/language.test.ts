import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { startBrowser, takePicture, waitForExtensions } from '../harness/browser';
import { startWorkbench, type Workbench } from '../harness/workbench';
import { CaptionEditor } from './captionEditor';
import { copySamples } from './openedFolder';

describe('In a Korean VS Code, the editor', function () {
  this.timeout(180_000);

  let folder: string;
  let workbench: Workbench | undefined;
  let browser: Browser | undefined;
  let page: Page;

  before(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'showtell-korean-'));
    await copySamples(folder, ['cat.jpg', 'coffee.jpg', 'shepherd-dog.jpg']);
    workbench = await startWorkbench({ folder, extension: 'checkout' });
    browser = await startBrowser();
    page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    // What a language pack sets; the workbench itself stays English without its texts.
    await page.addInitScript(`globalThis._VSCODE_NLS_LANGUAGE = 'ko'`);
    await page.goto(workbench.url);
    await waitForExtensions(page);
  });
  after(async () => {
    await browser?.close();
    await workbench?.stop();
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  });

  it('is called and speaks Korean, down to what the engine says', async () => {
    await page.keyboard.press('F1');
    await page.locator('.quick-input-widget input.input').fill('>Showtell 이미지에 캡션 달기');
    await page.locator('.quick-input-list .monaco-list-row', { hasText: '이 폴더의 이미지에 캡션 달기' }).click();
    const editor = await CaptionEditor.onScreen(page);
    await editor.frame.locator('.counts', { hasText: '3개 중 0개' }).waitFor();
    assert.equal(await editor.frame.locator('html').getAttribute('lang'), 'ko');
    assert.match(await editor.frame.locator('.actions').innerText(), /수락\s+편집\s+제외/);
    await editor.waitForSuggestion();
    await page.locator('.statusbar-item', { hasText: '3개 중 0개' }).waitFor();
    await takePicture(page, 'language-korean');
  });
});
