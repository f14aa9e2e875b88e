import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Locator, Page } from 'playwright-core';
import { runCommand } from '../harness/browser';
import { CaptionEditor, untilValue } from './captionEditor';
import { copySamples, type OpenedFolder } from './openedFolder';
import { withEditor } from './suite';
import { themes, type Theme } from './themes';

const names = ['cat.jpg', 'coffee.jpg', 'horses.jpg', 'temple.jpg', 'photographer.jpg', 'sunset.jpg'];
/** Those that come while the editor is open. */
const later = ['astronaut.jpg', 'flower.jpg', 'rocket.jpg'];

/** What is typed while files save themselves, and while the list changes under it; each step goes on from the one before. */
describe('While VS Code saves by itself, the editor', function () {
  this.timeout(180_000);

  let opened: OpenedFolder;
  let page: Page;
  let editor: CaptionEditor;

  const settings = { 'files.autoSave': 'afterDelay', 'files.autoSaveDelay': 50 };
  withEditor(
    {
      name: 'saved-by-itself',
      fill: (folder) => copySamples(folder, names),
      settings,
      patience: 30_000,
      inSteps: true,
    },
    (folder, opening) => {
      ({ page } = opened = folder);
      editor = opening;
    },
  );

  const file = (): string => path.join(opened.folder, 'metadata.jsonl');
  const texts = (): Record<string, string> => {
    const lines = existsSync(file()) ? readFileSync(file(), 'utf8').split('\n').slice(0, -1) : [];
    const rows = lines.map((line) => JSON.parse(line) as { file_name: string; text: string });
    assert.equal(new Set(rows.map(({ file_name: name }) => name)).size, rows.length, 'no row is there twice');
    return Object.fromEntries(rows.map(({ file_name: name, text }) => [name, text]));
  };
  /** Waits until a row of the file has this caption. */
  const untilFileHas = async (name: string, text: string): Promise<void> => {
    const end = Date.now() + 30_000;
    while (texts()[name] !== text) {
      assert.ok(Date.now() < end, `${name} has “${texts()[name]}” in the file, not “${text}”`);
      await delay(50);
    }
  };
  /** @param theme by which one sees that VS Code has read both */
  const use = async (autoSave: string, theme: Theme): Promise<void> => {
    await opened.set({ 'files.autoSave': autoSave, 'workbench.colorTheme': themes[theme] });
    await editor.frame.locator(`body.${theme}`).waitFor();
  };
  const leave = (): Promise<void> => runCommand(page, 'File: New Untitled Text File');
  const comeBack = async (): Promise<void> => {
    await page.locator('.tab', { hasText: 'metadata.jsonl' }).click();
    editor = await CaptionEditor.onScreen(page);
  };
  const write = async (words: string): Promise<void> => {
    await editor.textBox.focus();
    await page.keyboard.press('Control+a');
    await page.keyboard.type(words);
  };
  const choice = (label: string): Locator => editor.frame.locator(`select[aria-label="${label}"]`);

  it('loses no letter of captions that are typed one after the other', async () => {
    await editor.row('cat.jpg').click();
    const typed: Record<string, string> = {};
    for (let at = 0; at < names.length; at++) {
      const name = await editor.frame.locator('.row.selected .file-name').innerText();
      typed[name] = `caption ${at}: typed while the one before is saved`;
      await write(typed[name]);
      const isLast = at === names.length - 1;
      await page.keyboard.press('Enter');
      if (!isLast) await editor.frame.locator('.row.selected').filter({ hasNotText: name }).waitFor();
    }
    for (const [name, text] of Object.entries(typed)) await untilFileHas(name, text);
    assert.deepEqual(texts(), typed);
  });

  it('keeps words out of the file until they are decided, and in their box', async () => {
    await editor.select('cat.jpg');
    await write('begun and saved a');
    await editor.waitForStatus('cat.jpg', 'Begun');
    await editor.select('coffee.jpg');
    await write('decided beside it');
    await page.keyboard.press('Enter');
    await untilFileHas('coffee.jpg', 'decided beside it');
    await editor.select('cat.jpg');
    await untilValue(editor.textBox, /^begun and saved a$/);
    assert.match(texts()['cat.jpg'] ?? '', /^caption \d/);
    await write('begun and decided');
    await page.keyboard.press('Enter');
    await untilFileHas('cat.jpg', 'begun and decided');
  });

  it('saves when another editor gets the focus, and has what was begun afterwards', async () => {
    await use('onFocusChange', 'vscode-light');
    await editor.select('horses.jpg');
    await write('two horses');
    await page.keyboard.press('Enter');
    await editor.select('temple.jpg');
    await write('a temple that is be');
    await editor.waitForStatus('temple.jpg', 'Begun');
    assert.notEqual(texts()['horses.jpg'], 'two horses', 'nothing is saved before');
    await leave();
    await untilFileHas('horses.jpg', 'two horses');
    await comeBack();
    await editor.select('temple.jpg');
    await untilValue(editor.textBox, /^a temple that is be$/);
    await editor.textBox.press('End');
    await page.keyboard.type('gun');
    await page.keyboard.press('Enter');
    // What VS Code hears of afterwards waits for the next time.
    await editor.waitForStatus('temple.jpg', 'Written');
    await editor.waitUntilDirty();
    await leave();
    await untilFileHas('temple.jpg', 'a temple that is begun');
    await comeBack();
  });

  it('saves when the window is left', async () => {
    await use('onWindowChange', 'vscode-dark');
    await editor.select('photographer.jpg');
    await write('a camera');
    await page.keyboard.press('Enter');
    await editor.waitForStatus('photographer.jpg', 'Written');
    await editor.waitUntilDirty();
    assert.notEqual(texts()['photographer.jpg'], 'a camera', 'nothing is saved before');
    // As the browser says that another window is in front. (The window's own blur came when the editor's page got the focus.)
    await page.evaluate(`document.hasFocus = () => false; document.dispatchEvent(new Event('visibilitychange'))`);
    await untilFileHas('photographer.jpg', 'a camera');
    await page.evaluate(`delete document.hasFocus; document.dispatchEvent(new Event('visibilitychange'))`);
  });

  it('leaves words that are being typed where they belong while the list is searched, sorted and filtered', async () => {
    await use('off', 'vscode-light');
    await editor.select('temple.jpg');
    await write('a temple, half wri');
    await editor.frame.locator('.filters .search').fill('camera');
    await editor.frame.locator('.row[aria-setsize="1"]').first().waitFor();
    await editor.frame.locator('.filters .search').press('Escape');
    const first = (name: string): Promise<void> =>
      editor.frame.locator('.row[aria-posinset="1"]', { hasText: name }).waitFor();
    await choice('Order').selectOption('longest');
    await first('sunset.jpg');
    await choice('Order').selectOption('path');
    await first('cat.jpg');
    await editor.select('temple.jpg');
    await untilValue(editor.textBox, /^a temple, half wri$/);
    await editor.textBox.press('End');
    await page.keyboard.type('tten');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Control+s');
    await untilFileHas('temple.jpg', 'a temple, half written');
    assert.equal(Object.values(texts()).filter((text) => text.includes('temple')).length, 1);
  });

  it('leaves words that are being typed to the person while captions are suggested for all, and a filter hides their image', async () => {
    await copySamples(opened.folder, later);
    await editor.select('rocket.jpg');
    await write('a rocket on its w');
    await editor.waitForStatus('rocket.jpg', 'Begun');
    await runCommand(page, 'Suggest Captions for All');
    await editor.waitForStatus('astronaut.jpg', 'Suggested');
    await editor.waitForStatus('flower.jpg', 'Suggested');
    await untilValue(editor.textBox, /^a rocket on its w$/);
    await choice('Show').selectOption('suggested');
    await editor.row('cat.jpg').waitFor({ state: 'detached' });
    await choice('Show').selectOption('all');
    await editor.select('rocket.jpg');
    await untilValue(editor.textBox, /^a rocket on its w$/);
    await editor.textBox.press('End');
    await page.keyboard.type('ay');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Control+s');
    await untilFileHas('rocket.jpg', 'a rocket on its way');
    assert.equal(Object.keys(texts()).length, names.length + later.length);
  });

  it('broke no rule of its page', () => opened.assertQuiet());
});
