import assert from 'node:assert/strict';
import { takePicture } from '../harness/browser';
import { accessibilityProblems } from './accessibility';
import { CaptionEditor } from './captionEditor';
import { copySamples, type OpenedFolder } from './openedFolder';
import { withFolder } from './suite';

describe('In a Korean VS Code, the editor', function () {
  this.timeout(180_000);

  let opened: OpenedFolder;

  const fill = (folder: string): Promise<void> => copySamples(folder, ['cat.jpg', 'coffee.jpg', 'shepherd-dog.jpg']);
  withFolder({ name: 'korean', ownWindow: true, fill, settings: {}, language: 'ko' }, (folder) => {
    opened = folder;
  });

  it('is called and speaks Korean, down to what the engine says', async () => {
    const { page } = opened;
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
    assert.deepEqual(await accessibilityProblems(editor.frame), []);
  });
});
