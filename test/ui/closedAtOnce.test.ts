import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Disposable } from 'playwright-core';
import { runCommand, takePicture } from '../harness/browser';
import { CaptionEditor, untilValue } from './captionEditor';
import { LaggingPage } from './laggingPage';
import { notification, untilNotified } from './notifications';
import { copySamples, type OpenedFolder } from './openedFolder';
import { captionImages, withEditor } from './suite';

describe('A tab that is closed at once', function () {
  this.timeout(180_000);

  let opened: OpenedFolder;
  let preparation: Disposable;
  after(() => preparation.dispose());
  let editor: CaptionEditor;

  withEditor(
    {
      name: 'closed',
      fill: (folder) => copySamples(folder, ['astronaut.jpg', 'cat.jpg', 'coffee.jpg']),
    },
    async (folder, opening) => {
      opened = folder;
      editor = opening;
      // It takes hold of the editors that are opened from now on.
      preparation = await LaggingPage.prepare(folder.page);
      await close();
    },
  );
  beforeEach(async () => {
    editor = await captionImages(opened);
  });

  /** The key is there before VS Code knows of the edit, or after: it asks then. */
  const close = async (): Promise<void> => {
    await opened.page.keyboard.press('Control+w');
    const [closed, save] = ['.tabs-container:not(:has(.tab))', '.monaco-dialog-box .monaco-button:text-is("Save")'];
    await opened.page.locator(`${closed}, ${save}`).first().waitFor({ state: 'attached' });
    if ((await opened.page.locator(save).count()) > 0) await opened.page.locator(save).click();
    await opened.page.locator('.tab').waitFor({ state: 'detached' });
  };
  const typeInto = async (fileName: string, words: string): Promise<void> => {
    await editor.select(fileName);
    await editor.page.keyboard.press('F2');
    await editor.frame.locator('textarea:focus').waitFor();
    await editor.page.keyboard.type(words);
  };
  const untilInFile = async (words: string): Promise<void> => {
    const file = path.join(opened.folder, 'metadata.jsonl');
    const end = Date.now() + 20_000;
    while (!(await readFile(file, 'utf8').catch(() => '')).includes(words))
      assert.ok(Date.now() < end, `"${words}" is not in the file`);
  };

  it('leaves in the file what was decided just before', async () => {
    await typeInto('cat.jpg', 'a cat, and Enter');
    await editor.page.keyboard.press('Enter');
    await close();
    await untilInFile('a cat, and Enter');
    assert.equal(await opened.page.locator('.tab.dirty').count(), 0);
  });

  it('leaves in the file a suggestion that was accepted just before', async () => {
    await editor.select('coffee.jpg');
    const suggestion = await editor.waitForSuggestion();
    await editor.frame.getByRole('button', { name: 'Accept', exact: true }).click();
    await close();
    await untilInFile(suggestion);
  });

  for (const [how, hide] of [
    ['closed', close],
    ['hidden', () => opened.workbench.steering.run('vscode.open', { file: path.join(opened.folder, 'cat.jpg') })],
  ] as const)
    it(`is said to have decided nothing where it is ${how} before a key has reached its page`, async () => {
      await editor.select('astronaut.jpg');
      const lag = new LaggingPage(editor.frame);
      await lag.begin();
      await opened.page.keyboard.press('Enter');
      await lag.untilHeld('command');
      await hide();
      const said = /before the last keys had reached it, so they decided nothing, from astronaut\.jpg on/;
      await untilNotified(opened.page, said, 60_000);
      await notification(opened.page, said).locator('.monaco-button', { hasText: 'Open the Captions' }).click();
      editor = await CaptionEditor.onScreen(opened.page);
      await editor.waitForNoStatus('astronaut.jpg');
      await runCommand(opened.page, 'View: Close All Editors');
      await opened.page.locator('.tab').waitFor({ state: 'detached' });
    });

  it('says of words that waited for their caption that they are in none', async () => {
    await editor.select('astronaut.jpg');
    const lag = new LaggingPage(editor.frame);
    await lag.begin();
    await opened.page.keyboard.press('PageDown');
    await opened.page.keyboard.type('somebody');
    await opened.page.locator('.tab').click({ button: 'middle' });
    await untilNotified(opened.page, /closed before “somebody” could be typed: it is in no caption/, 60_000);
    await runCommand(opened.page, 'Notifications: Clear All Notifications');
  });

  it('leaves in the file nothing that the person does not want saved', async () => {
    await typeInto('astronaut.jpg', 'not to be saved');
    await editor.page.keyboard.press('Enter');
    await editor.waitUntilDirty();
    await opened.page.keyboard.press('Control+w');
    await opened.page.locator('.monaco-dialog-box .monaco-button', { hasText: 'Don' }).click();
    await opened.page.locator('.tab').waitFor({ state: 'detached' });
    editor = await captionImages(opened);
    // Whether it had a suggestion by then is chance.
    const decided = editor.row('cat.jpg').locator('.status', { hasText: /Written|Edited/ });
    await decided.waitFor();
    await editor.waitForNoStatus('astronaut.jpg');
    assert.doesNotMatch(await readFile(path.join(opened.folder, 'metadata.jsonl'), 'utf8'), /not to be saved/);
    await close();
  });

  it('keeps what was only begun', async () => {
    await typeInto('astronaut.jpg', 'somebody in');
    await close();
    editor = await captionImages(opened);
    await editor.select('astronaut.jpg');
    await untilValue(editor.textBox, /^somebody in$/);
    await editor.waitForStatus('astronaut.jpg', 'Begun');
    await takePicture(opened.page, 'closed-begun');
  });

  it('broke no rule of its page', () => opened.assertQuiet());
});
