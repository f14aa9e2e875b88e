import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Locator, Page } from 'playwright-core';
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
    await writeFile(path.join(folder, 'sound.captions.jsonl'), row('cat.jpg') + row('coffee.jpg'));
    for (const name of ['torn', 'torn-too', 'torn-beside', 'torn-in-use'])
      await writeFile(path.join(folder, `${name}.captions.jsonl`), torn);
  };
  withFolder({ name: 'unopenable', ownWindow: true, fill, inSteps: true }, (folder) => {
    ({ page } = opened = folder);
  });
  const file = (name: string): string => path.join(opened.folder, name);
  const inExplorer = (name: string): Locator =>
    page.locator('.explorer-folders-view .monaco-list-row', { hasText: new RegExp(`^${name}$`) });
  const open = (name: string): Promise<void> => inExplorer(name).click();
  const close = async (): Promise<void> => {
    await runCommand(page, 'View: Close Editor');
    await page.locator('.tab').waitFor({ state: 'detached' });
  };
  /** VS Code would say that it cannot open it, in a dialog, and then in the editor's place. */
  const opensWithoutAWord = async (name: string): Promise<void> => {
    await open(name);
    const editor = await CaptionEditor.onScreen(page);
    await editor.row('coffee.jpg').waitFor();
    assert.equal(await page.locator('.monaco-dialog-box').count(), 0);
    assert.equal(await page.locator('.monaco-editor-pane-placeholder').count(), 0);
  };
  const tab = (name: string): Locator => page.locator('.tab', { hasText: `${name}.captions.jsonl` });
  /** A tab that was only looked at would be used again for the next file. */
  const pin = (): Promise<void> => runCommand(page, 'View: Keep Editor');
  /** The captions of this file are in front. */
  const shows = async (name: string): Promise<void> => {
    await page.locator('.tab.active', { hasText: `${name}.captions.jsonl` }).waitFor();
    await (await CaptionEditor.onScreen(page)).row('coffee.jpg').waitFor();
  };
  const dialog = (): Locator => page.locator('.monaco-dialog-box', { hasText: '.captions.jsonl' });
  const answer = async (said: RegExp, button: string): Promise<void> => {
    await untilNotified(page, said, 60_000);
    await notification(page, said).locator('.monaco-button', { hasText: button }).click();
  };

  it('says of NULs that a crash left them, and takes them out and keeps the file as it was', async () => {
    // On a slow machine VS Code may meet the bytes before the extension has closed the tab, and says so itself first.
    await page.addLocatorHandler(dialog(), () => dialog().locator('.monaco-button', { hasText: 'OK' }).click());
    await open('torn.captions.jsonl');
    await answer(/torn\.captions\.jsonl has NUL bytes near its beginning/, 'Take the NULs Out');
    const editor = await CaptionEditor.onScreen(page);
    for (const name of ['cat.jpg', 'coffee.jpg'])
      await editor
        .row(name)
        .locator('.row-caption', { hasText: `a caption of ${name}` })
        .waitFor();
    assert.equal(readFileSync(file('torn.captions.jsonl'), 'utf8'), row('cat.jpg') + row('coffee.jpg'));
    assert.equal(readFileSync(file('torn.captions.jsonl.before-fix'), 'utf8'), torn);
  });

  it('opens it again afterwards, as often as it is closed', async () => {
    for (let time = 1; time <= 2; time++) {
      await close();
      await opensWithoutAWord('torn.captions.jsonl');
    }
  });

  it('opens a file that was mended in another way, too', async () => {
    await close();
    await open('torn-too.captions.jsonl');
    await untilNotified(page, /torn-too\.captions\.jsonl has NUL bytes near its beginning/, 60_000);
    await page.locator('.tab').waitFor({ state: 'detached' });
    await page.removeLocatorHandler(dialog());
    await runCommand(page, 'Notifications: Clear All Notifications');
    await writeFile(file('torn-too.captions.jsonl'), row('cat.jpg') + row('coffee.jpg'));
    // VS Code tells of changes in turn.
    await writeFile(file('later.txt'), '');
    await inExplorer('later.txt').waitFor();
    await opensWithoutAWord('torn-too.captions.jsonl');
  });

  const besideOthers = 'while other captions are open';

  it(`mends and opens a file ${besideOthers}, by the editor's other view type`, async () => {
    await close();
    await page.addLocatorHandler(dialog(), () => dialog().locator('.monaco-button', { hasText: 'OK' }).click());
    await opensWithoutAWord('sound.captions.jsonl');
    await pin();
    await open('torn-beside.captions.jsonl');
    await answer(/torn-beside\.captions\.jsonl has NUL bytes near its beginning/, 'Take the NULs Out');
    await tab('torn-beside').waitFor();
    await shows('torn-beside');
    await runCommand(page, 'View: Close Editor');
    await tab('torn-beside').waitFor({ state: 'detached' });
    await shows('sound');
  });

  it(`opens a file that was mended in another way ${besideOthers}, too`, async () => {
    await open('torn-in-use.captions.jsonl');
    await untilNotified(page, /torn-in-use\.captions\.jsonl has NUL bytes near its beginning/, 60_000);
    await tab('torn-in-use').waitFor({ state: 'detached' });
    await runCommand(page, 'Notifications: Clear All Notifications');
    await writeFile(file('torn-in-use.captions.jsonl'), row('cat.jpg') + row('coffee.jpg'));
    await open('torn-in-use.captions.jsonl');
    await answer(/torn-in-use\.captions\.jsonl can be read again/, 'Open It Again');
    await shows('torn-in-use');
  });
});
