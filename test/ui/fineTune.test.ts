import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import type { Locator, Page } from 'playwright-core';
import * as z from 'zod';
import { runCommand, takePicture, waitForExtensions, webviewFrame } from '../harness/browser';
import { accessibilityProblems } from './accessibility';
import { CaptionEditor, untilBackedUp, untilKept } from './captionEditor';
import { notification, untilNotified } from './notifications';
import { copySamples, type OpenedFolder, savesWhenAsked } from './openedFolder';
import { withEditor } from './suite';
import { chooseTheme, themes, type Theme } from './themes';

const runSchema = z.object({ corrections: z.array(z.object({ path: z.string(), captions: z.array(z.string()) })) });
const background = 9;

/** What a person types for an image. */
function captionOf(name: string): string {
  return `a photograph of ${name.replace(/-|\.jpg/g, ' ').trim()}`;
}

/** From the first caption to the models that came of it; each step goes on from the one before. */
describe('Learning in the editor', function () {
  this.timeout(400_000);

  let opened: OpenedFolder;
  let page: Page;
  let editor: CaptionEditor;
  let names: string[];
  /** The bundled model's for the first of them. */
  let suggestion: string;

  const storage = (): string => path.join(opened.workbench.home, 'data', 'User', 'globalStorage', 'showtell.showtell');
  const backgroundRun = (): string => path.join(storage(), 'fine-tune-background', 'run.json');
  const inStatusBar = (): Locator => page.locator('.statusbar-item', { hasText: 'Fine-tuning on metadata.jsonl' });
  const learning = (): Locator => editor.frame.locator('.learning.shown', { hasText: /step \d+/ });
  const button = (text: string): Locator => page.locator('.notification-list-item .monaco-button', { hasText: text });
  const ready = (): Locator => editor.frame.locator('.outcome.model', { hasText: '8 of yours” is ready' });
  const fineTune = (): Promise<void> => runCommand(page, 'Showtell: Fine-Tune on Your Corrections');
  const cancelFineTune = (): Promise<void> => runCommand(page, 'Showtell: Cancel Fine-Tune');
  const untilNothingRuns = async (): Promise<void> => {
    // The editor's title has the one button or the other.
    await page.locator('.editor-actions [aria-label^="Fine-Tune on Your Corrections"]').waitFor();
  };
  const decide = async (name: string): Promise<void> => {
    await editor.select(name);
    await editor.textBox.click();
    await page.keyboard.type(captionOf(name));
    await page.keyboard.press('Enter');
    await editor.waitForStatus(name, 'Written');
  };

  const settings = { ...savesWhenAsked, 'showtell.fineTune.afterDecisions': background };
  withEditor(
    { name: 'fine-tune', ownWindow: true, fill: copySamples, settings, inSteps: true },
    async (folder, opening) => {
      ({ page } = opened = folder);
      editor = opening;
      names = (await readdir(opened.folder)).filter((name) => name.endsWith('.jpg')).sort();
      suggestion = await editor.waitForSuggestion();
    },
  );

  it('is cancelled by a command, also in the title of the editor', async () => {
    for (const name of names.slice(0, background - 1)) await decide(name);
    await fineTune();
    await page.locator('.editor-actions [aria-label^="Cancel Fine-Tune"]').waitFor();
    await learning().waitFor({ timeout: 120_000 });
    await takePicture(page, 'fine-tune-running');
    await cancelFineTune();
    await untilNothingRuns();
    assert.equal(existsSync(path.join(opened.folder, 'metadata.jsonl')), false, 'saving is up to the person');
  });

  it('does not begin in the background in the middle of a caption', async () => {
    const name = names[background - 1];
    await editor.select(name);
    await editor.textBox.click();
    await page.keyboard.type('a photo');
    await editor.waitForStatus(name, 'Begun');
    await editor.frame.locator('.counts', { hasText: `${background - 1} of` }).waitFor();
    await page.keyboard.type(captionOf(name).slice('a photo'.length));
    await editor
      .row(name)
      .locator('.row-caption', { hasText: captionOf(name) })
      .waitFor();
    assert.equal(await inStatusBar().count(), 0);
    assert.equal(existsSync(backgroundRun()), false);
  });

  it('begins in the background once the person is at the next one, and learns whole captions only', async () => {
    await page.keyboard.press('Enter');
    await editor.textBox.click();
    await page.keyboard.type('half a cap');
    await inStatusBar().waitFor();
    await takePicture(page, 'fine-tune-background');
    while (!existsSync(backgroundRun())) await editor.frame.evaluate('new Promise(requestAnimationFrame)');
    const { corrections } = runSchema.parse(JSON.parse(readFileSync(backgroundRun(), 'utf8')));
    assert.deepEqual(
      corrections.flatMap(({ captions }) => captions),
      names.slice(0, background).map(captionOf),
    );
    assert.equal(existsSync(path.join(opened.folder, 'metadata.jsonl')), false, 'nothing was saved unasked');
    assert.equal(await editor.tabIsDirty(), true);
  });

  it('is cancelled in the background from the status bar', async () => {
    await inStatusBar().click();
    await button('Cancel').click();
    await untilNothingRuns();
    assert.equal(existsSync(backgroundRun()), false);
  });

  it('keeps what the person broke off, whatever ran in the background since, and counts it among what the models use', async () => {
    await runCommand(page, 'Showtell: Manage Models');
    const brokenOff = page.locator('.quick-input-list .monaco-list-row', {
      hasText: 'A fine-tune that was broken off',
    });
    await brokenOff.waitFor();
    assert.match(await brokenOff.innerText(), /[\d.]+ MB\s+Begun .* on 8 images/);
    await takePicture(page, 'fine-tune-broken-off');
    await page.keyboard.press('Escape');
    await fineTune();
    await untilNotified(page, /on 8 images was broken off/, 60_000);
    await button('Go On').click();
    await learning().waitFor({ timeout: 120_000 });
  });

  it('goes on after the extension host was killed, and the model in use stayed', async () => {
    await untilBackedUp(opened.workbench, captionOf(names[background - 1]));
    opened.workbench.crashExtensionHost();
    await page.reload();
    await waitForExtensions(page);
    editor = await CaptionEditor.onScreen(page);
    await editor.waitForModel(/^Flickr8k[^+]*$/);
    await editor.waitForSuggestion();
    await fineTune();
    await untilNotified(page, /on 8 images was broken off/, 60_000);
    await button('Go On').click();
    await ready().waitFor({ timeout: 280_000 });
  });

  it('says so in the editor until somebody has looked, also after the window was reloaded, and covers nothing', async () => {
    assert.equal(await notification(page, 'is ready').count(), 0);
    await takePicture(page, 'fine-tune-done');
    await untilKept(page, 'outcomes ');
    await page.reload();
    await waitForExtensions(page);
    editor = await CaptionEditor.onScreen(page);
    await ready().waitFor();
    await takePicture(page, 'fine-tune-ready');
  });

  it('reports at a key, also from the text box, with figures before and after, a curve, and held-out pictures with their captions', async () => {
    await editor.textBox.focus();
    await ready().locator('kbd', { hasText: 'Alt+Shift+R' }).waitFor();
    await page.keyboard.press('Alt+Shift+R');
    await page.locator('.tab', { hasText: 'Fine-Tune: ' }).waitFor();
    const report = await webviewFrame(page);
    await report.locator('.advice h2', { hasText: /model/ }).waitFor();
    assert.equal(await report.getByText('BLEU-4').isVisible(), false, 'the figures are for those who look for them');
    await takePicture(page, 'fine-tune-report-plain');
    await report.locator('summary').click();
    for (const figure of ['BLEU-4', 'CIDEr-D', 'Effort to correct', 'Effort with completion', 'Loss a word']) {
      const values = await report.locator('tr', { hasText: figure }).locator('td').allInnerTexts();
      assert.ok(values.length === 2 && values.every((value) => /^\d+\.\d/.test(value)), `${figure}: ${values.join()}`);
    }
    assert.ok((await report.locator('svg polyline.held-out').getAttribute('points'))?.includes(' '));
    const examples = await report.locator('.examples li').all();
    assert.equal(examples.length, 2);
    for (const example of examples) {
      await example.scrollIntoViewIfNeeded();
      await example.locator('img').evaluate('(image) => image.decode()');
      assert.match(await example.locator('.person').innerText(), /^a photograph of /);
      assert.notEqual(await example.locator('.after').innerText(), '');
    }
    await takePicture(page, 'fine-tune-report');
  });

  it('reports in a way that everybody can read in every theme', async () => {
    const report = await webviewFrame(page);
    for (const theme of (Object.keys(themes) as Theme[]).reverse()) {
      await chooseTheme(opened, theme, report);
      await takePicture(page, `fine-tune-report-${theme.slice(7)}`);
      assert.deepEqual(await accessibilityProblems(report), [], theme);
    }
  });

  it('goes on with the new model when told to', async () => {
    const report = await webviewFrame(page);
    await report.locator('#use').click();
    await report.getByText('It suggests captions now.').waitFor();
    await report.locator('#use').waitFor({ state: 'hidden' });
    await takePicture(page, 'fine-tune-report-used');
    await page.locator('.tab', { hasText: 'metadata.jsonl' }).click();
    editor = await CaptionEditor.onScreen(page);
    const model = await editor.waitForModel(/\+ 8 of yours/);
    assert.equal(await ready().count(), 0);
    await editor.select('rocket.jpg');
    assert.match(await editor.waitForSuggestion(), /photograph/);
    await takePicture(page, 'fine-tune-used');
    await page.locator('.statusbar-item', { hasText: model }).waitFor();
  });

  it('goes back to the bundled model by the name of the one in use', async () => {
    await editor.frame.locator('.model').click();
    const bundled = page.locator('.quick-input-list .monaco-list-row', { hasText: 'Comes with Showtell' });
    await bundled.waitFor();
    await takePicture(page, 'fine-tune-models');
    await bundled.click();
    await editor.waitForModel(/^Flickr8k[^+]*$/);
    await editor.select(names[0]);
    assert.equal(await editor.waitForSuggestion(), suggestion);
  });

  it('broke no rule of its own page', () => opened.assertQuiet());
});
