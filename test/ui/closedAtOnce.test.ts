import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { takePicture } from '../harness/browser';
import { type CaptionEditor, untilValue } from './captionEditor';
import { copySamples, type OpenedFolder } from './openedFolder';
import { captionImages, withEditor } from './suite';

describe('A tab that is closed at once', function () {
  this.timeout(180_000);

  let opened: OpenedFolder;
  let editor: CaptionEditor;

  withEditor(
    { name: 'closed', fill: (folder) => copySamples(folder, ['astronaut.jpg', 'cat.jpg', 'coffee.jpg']) },
    (folder, opening) => {
      opened = folder;
      editor = opening;
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

  it('leaves in the file nothing that the person does not want saved', async () => {
    await typeInto('astronaut.jpg', 'not to be saved');
    await editor.page.keyboard.press('Enter');
    await editor.waitUntilDirty();
    await opened.page.keyboard.press('Control+w');
    await opened.page.locator('.monaco-dialog-box .monaco-button', { hasText: 'Don' }).click();
    await opened.page.locator('.tab').waitFor({ state: 'detached' });
    editor = await captionImages(opened);
    await editor.waitForStatus('cat.jpg', 'Written');
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
