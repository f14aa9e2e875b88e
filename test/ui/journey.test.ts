import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { loadImageFolder } from '../dataset/huggingFaceDatasets';
import { runCommand, takePicture } from '../harness/browser';
import { CaptionEditor, untilValue } from './captionEditor';
import { copySamples, type OpenedFolder } from './openedFolder';
import { withFolder } from './suite';

interface SavedRow {
  file_name: string;
  text: string;
  suggestion: string;
  status: string;
  model: string;
  updated: string;
}

/** One person's way through the whole product; each step goes on from the one before. What comes of a fine-tune is in fineTune.test.ts: each takes a minute or more. */
describe('A journey through the editor', function () {
  this.timeout(300_000);

  let opened: OpenedFolder;
  let page: Page;
  let editor: CaptionEditor;
  let suggestion: string;

  const file = (): string => path.join(opened.folder, 'metadata.jsonl');
  const savedRows = (): SavedRow[] =>
    readFileSync(file(), 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as SavedRow);
  const save = async (): Promise<void> => {
    await page.keyboard.press('Control+s');
    await editor.waitUntilSaved();
  };

  const fineTune = async (): Promise<void> => {
    await runCommand(page, 'Showtell: Fine-Tune on Your Corrections');
    await runCommand(page, 'Notifications: Show Notifications');
  };

  withFolder({ name: 'journey', ownWindow: true, fill: copySamples, patience: 30_000, inSteps: true }, (folder) => {
    ({ page } = opened = folder);
  });

  it('opens from an image in the Explorer and lists the photographs, with no file left behind', async () => {
    await page
      .locator('.explorer-folders-view .monaco-list-row', { hasText: 'astronaut.jpg' })
      .click({ button: 'right' });
    const entry = { hasText: 'Caption Images in This Folder' };
    await page.locator('.action-label', entry).hover();
    // With the key: a menu takes no click in the moment in which it opens.
    await page.locator('.action-item.focused', entry).waitFor();
    await page.keyboard.press('Enter');
    editor = await CaptionEditor.onScreen(page);
    assert.match(await editor.counts.innerText(), /^0 of 1\d$/);
    assert.equal(await editor.tabIsDirty(), false);
    assert.equal(existsSync(file()), false);
  });

  it('suggests a caption for what is selected, and names its model and backend', async () => {
    suggestion = await editor.waitForSuggestion();
    assert.ok(suggestion.split(' ').length > 2, suggestion);
    await editor.waitForModel(/Flickr8k/);
    await page.locator('.statusbar-item', { hasText: /Flickr8k.*(onnx|tensorflow|wasm|cpu)/ }).waitFor();
    await takePicture(page, 'journey-suggestion');
  });

  it('shows where the captioner looked for a word, by keyboard and by mouse', async () => {
    assert.equal(await editor.attention(), undefined);
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowRight');
    await editor.words.nth(1).and(editor.frame.locator('.current')).waitFor();
    const seen = await editor.attention();
    assert.equal(seen?.lightest, 0);
    assert.ok(seen.darkest > 60, JSON.stringify(seen));
    assert.match(await editor.frame.locator('.certainty').innerText(), /\d+ % sure/);
    await takePicture(page, 'journey-attention');
    await editor.words.nth(3).hover();
    await editor.words.nth(3).and(editor.frame.locator('.current')).waitFor();
    await page.mouse.move(5, 5);
  });

  it('accepts with Enter and goes to the next image', async () => {
    await page.keyboard.press('Enter');
    await editor.waitForStatus('astronaut.jpg', 'Accepted');
    await editor.frame.locator('.row.selected', { hasText: 'autumn-meadow.jpg' }).waitFor();
    assert.match(await editor.counts.innerText(), /^1 of/);
    assert.equal(await editor.tabIsDirty(), true);
  });

  it('edits the suggestion with F2, which selects all of it', async () => {
    const begunWith = await editor.arrive('autumn-meadow.jpg');
    await editor.pressFor('F2', editor.frame.locator('textarea:focus'));
    await page.keyboard.press('End');
    await page.keyboard.type(' and more');
    await untilValue(editor.textBox, new RegExp(`^${begunWith} and more$`));
    await page.keyboard.press('Enter');
    await editor.waitForStatus('autumn-meadow.jpg', 'Edited');
    await editor.frame.locator('.row.selected', { hasText: 'cat.jpg' }).waitFor();
    await takePicture(page, 'journey-edited');
  });

  it('saves with Ctrl+S, without a dialog, exactly the two rows', async () => {
    await save();
    const [accepted, edited, ...others] = savedRows();
    assert.deepEqual(others, []);
    assert.deepEqual(Object.keys(accepted), ['file_name', 'text', 'suggestion', 'status', 'model', 'updated']);
    assert.deepEqual(
      [accepted.file_name, accepted.text, accepted.suggestion, accepted.status],
      ['astronaut.jpg', suggestion, suggestion, 'accepted'],
    );
    assert.deepEqual(
      [edited.file_name, edited.text, edited.status],
      ['autumn-meadow.jpg', `${edited.suggestion} and more`, 'edited'],
    );
    assert.match(readFileSync(file(), 'utf8'), /^\{"file_name":"astronaut\.jpg".*\}\n\{.*\}\n$/);
  });

  it('undoes with Ctrl+Z and redoes', async () => {
    await editor.select('cat.jpg');
    await page.keyboard.press('Delete');
    await editor.waitForStatus('cat.jpg', 'Excluded');
    await page.keyboard.press('Control+z');
    await editor.waitForNoStatus('cat.jpg');
    await page.keyboard.press('Control+Shift+z');
    await editor.waitForStatus('cat.jpg', 'Excluded');
    await page.keyboard.press('Control+z');
    await editor.waitForNoStatus('cat.jpg');
    assert.equal(savedRows().length, 2);
  });

  it('takes back with Escape what was typed', async () => {
    await editor.select('cat.jpg');
    await editor.textBox.click();
    await page.keyboard.type('something wrong');
    await editor.waitForStatus('cat.jpg', 'Begun');
    await page.keyboard.press('Escape');
    await editor.waitForNoStatus('cat.jpg');
    assert.equal(await editor.textBox.inputValue(), '');
  });

  it('takes a caption of its own where nothing that is suggested fits', async () => {
    await editor.select('coffee.jpg');
    await editor.textBox.click();
    await page.keyboard.type('a cup of coffee');
    await page.keyboard.press('Enter');
    await editor.waitForStatus('coffee.jpg', 'Written');
    assert.equal(savedRows().length, 2);
  });

  it('refuses to fine-tune on too few captions, and says how many are missing', async () => {
    await save();
    await fineTune();
    const refused = editor.frame.locator('.outcome.failure', { hasText: 'Decide 5 more' });
    await refused.waitFor();
    await refused.locator('button', { hasText: 'Close' }).click();
    await refused.waitFor({ state: 'detached' });
  });

  it('shows the lines as text on demand', async () => {
    await editor.select('astronaut.jpg');
    await runCommand(page, 'Showtell: Open Captions as Text');
    await page.locator('.view-line', { hasText: 'file_name' }).first().waitFor();
    await takePicture(page, 'journey-text');
  });

  it('has written a file that Hugging Face datasets loads, row for row', async () => {
    const { columns, rows } = await loadImageFolder(opened.folder);
    assert.deepEqual(Object.keys(columns).sort(), ['image', 'model', 'status', 'suggestion', 'text', 'updated']);
    const loaded = rows.map(({ row }) => [row.text, row.suggestion, row.status, row.model, row.updated]);
    const saved = savedRows().map((row) => [row.text, row.suggestion, row.status, row.model, row.updated]);
    assert.deepEqual(loaded, saved);
  });

  it('broke no rule of its own page', () => opened.assertQuiet());
});
