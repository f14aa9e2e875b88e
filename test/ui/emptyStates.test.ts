import assert from 'node:assert/strict';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { runCommand, takePicture, webviewFrame } from '../harness/browser';
import { accessibilityProblems } from './accessibility';
import { CaptionEditor } from './captionEditor';
import { copySamples, type OpenedFolder, savesWhenAsked } from './openedFolder';
import { withFolder } from './suite';

describe('Where there is nothing to caption, the editor', function () {
  this.timeout(180_000);

  let opened: OpenedFolder;

  const fill = (folder: string): Promise<void> => writeFile(path.join(folder, 'notes.txt'), 'no image');
  withFolder({ name: 'empty', fill, settings: {} }, async (folder) => {
    opened = folder;
    await opened.openCaptions();
  });

  it('says what to put into an empty folder, and shows what comes', async () => {
    const frame = await webviewFrame(opened.page);
    await frame.locator('.empty-folder', { hasText: 'No images here yet' }).waitFor();
    await takePicture(opened.page, 'empty-folder');
    assert.deepEqual(await accessibilityProblems(frame), []);
    await copySamples(opened.folder, ['cat.jpg', 'coffee.jpg']);
    const editor = await CaptionEditor.onScreen(opened.page);
    await editor.row('coffee.jpg').waitFor();
    await frame.locator('.empty-folder').waitFor({ state: 'hidden' });
  });

  it('says that nothing matches a search, and leads back to everything', async () => {
    const editor = await CaptionEditor.onScreen(opened.page);
    await editor.frame.locator('.filters .search').fill('a word that stands nowhere');
    await editor.frame.locator('.nothing-found', { hasText: 'No images match.' }).waitFor();
    await takePicture(opened.page, 'empty-search');
    assert.deepEqual(await accessibilityProblems(editor.frame), []);
    await editor.frame.locator('.nothing-found button', { hasText: 'Show All' }).click();
    await editor.row('cat.jpg').waitFor();
  });
});

describe('In Restricted Mode, the editor', function () {
  this.timeout(180_000);

  let opened: OpenedFolder;

  const fill = async (folder: string): Promise<void> => {
    await copySamples(folder, ['cat.jpg', 'shepherd-dog.jpg']);
    await mkdir(path.join(folder, '.vscode'));
    const settings = { 'showtell.modelPath': path.join(folder, 'a model of the workspace') };
    await writeFile(path.join(folder, '.vscode', 'settings.json'), JSON.stringify(settings));
  };
  const settings = {
    ...savesWhenAsked,
    'security.workspace.trust.enabled': true,
    'security.workspace.trust.startupPrompt': 'never',
  };
  withFolder({ name: 'restricted', ownWindow: true, fill, settings }, (folder) => {
    opened = folder;
  });

  it('suggests and takes captions, with the model that comes with it and not with that of the workspace', async () => {
    const { page } = opened;
    await page.locator('.statusbar-item', { hasText: 'Restricted Mode' }).waitFor();
    await runCommand(page, 'Caption Images in This Folder');
    const editor = await CaptionEditor.onScreen(page);
    await editor.waitForSuggestion();
    await editor.waitForModel(/^Flickr8k/);
    await takePicture(page, 'restricted');
    assert.deepEqual(await accessibilityProblems(editor.frame), []);
    await editor.frame.locator('.actions button', { hasText: 'Accept' }).click();
    await editor.waitForStatus('cat.jpg', 'Accepted');
  });
});
