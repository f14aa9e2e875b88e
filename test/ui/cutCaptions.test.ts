import assert from 'node:assert/strict';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { writeEndlessModel } from '../endlessModel';
import { takePicture } from '../harness/browser';
import { accessibilityProblems } from './accessibility';
import type { CaptionEditor } from './captionEditor';
import { copySamples } from './openedFolder';
import { captionImages, withFolder } from './suite';

/** Two photographs, and a model that ends no caption by itself. */
async function fill(folder: string): Promise<void> {
  await copySamples(folder, ['cat.jpg', 'shepherd-dog.jpg']);
  await writeEndlessModel(path.join(folder, 'endless'));
}

describe('A suggestion that does not come to its end', function () {
  this.timeout(180_000);

  let page: Page;
  let editor: CaptionEditor;
  withFolder({ name: 'cut', fill }, async (opened) => {
    ({ page } = opened);
    await opened.set({ 'showtell.modelPath': path.join(opened.folder, 'endless') });
    editor = await captionImages(opened);
    await editor.waitForSuggestion();
  });

  it('says so, and where it was cut', async () => {
    await editor.frame.locator('.best .cut', { hasText: 'Cut at 40 pieces of words' }).waitFor();
    await takePicture(page, 'cut');
    assert.deepEqual(await accessibilityProblems(editor.frame), []);
  });
});
