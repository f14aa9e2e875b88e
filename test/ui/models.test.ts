import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { craftModel } from '../craftedModel';
import { runCommand, takePicture, webviewFrame } from '../harness/browser';
import { CaptionEditor } from './captionEditor';
import { untilNotified } from './notifications';
import { copySamples, type OpenedFolder } from './openedFolder';
import { captionImages, withFolder } from './suite';

/** With keys, but for folders; each step goes on from the one before. */
describe('Managing models in the editor', function () {
  this.timeout(120_000);

  let opened: OpenedFolder;
  let page: Page;
  let editor: CaptionEditor;
  let elsewhere: string;
  let own: string;

  const input = (): Locator => page.locator('.quick-input-widget input.input');
  const rows = (): Locator => page.locator('.quick-input-list .monaco-list-row');
  /** Takes what a list offers, by typing a part of it. */
  const take = async (words: string): Promise<void> => {
    const focused = page.locator('.quick-input-list .monaco-list-row.focused', { hasText: words });
    // Whatever has the focus: VS Code may give it back to the editor, or make the list anew, a little later.
    for (let attempt = 1; ; attempt++) {
      await input().fill(words);
      const isThere = await focused.waitFor({ timeout: 5_000 }).then(
        () => true,
        () => false,
      );
      if (isThere || attempt === 4) break;
    }
    await focused.waitFor({ timeout: 1_000 });
    await input().press('Enter');
  };
  const manage = async (model: string, action: string): Promise<void> => {
    await runCommand(page, 'Showtell: Manage Models');
    await rows().filter({ hasText: 'Comes with Showtell' }).waitFor();
    await take(model);
    await rows().filter({ hasText: action }).waitFor();
    await take(action);
  };
  const listed = async (): Promise<string[]> => {
    for (;;) {
      await runCommand(page, 'Showtell: Manage Models');
      await rows().filter({ hasText: 'Import a Model' }).waitFor();
      const texts = await rows().allInnerTexts();
      await takePicture(page, 'models-list');
      await page.keyboard.press('Escape');
      // The list closes by itself where VS Code gives the focus back to the editor, from which the palette took it, a little later.
      if (texts.length > 0) return texts;
    }
  };
  const chooseFolder = async (folder: string, buttonText: string): Promise<void> => {
    const button = page.locator('.quick-input-widget .monaco-button', { hasText: buttonText });
    await button.waitFor();
    // The dialog begins with a folder of its own, and lists it.
    await rows().filter({ hasText: '..' }).waitFor();
    await input().fill(folder);
    await button.click();
    await input().waitFor({ state: 'hidden' });
  };
  const toEditor = async (): Promise<void> => {
    await page.locator('.tab', { hasText: 'metadata.jsonl' }).click();
    editor = await CaptionEditor.onScreen(page);
  };

  withFolder({ name: 'models', fill: copySamples, inSteps: true }, async (folder) => {
    ({ page } = opened = folder);
    elsewhere = await mkdtemp(path.join(os.tmpdir(), 'showtell-exported-'));
    own = path.join(opened.workbench.home, 'data', 'User', 'globalStorage', 'showtell.showtell', 'models');
    await mkdir(own, { recursive: true });
    const photographs = (await readdir('samples')).filter((name) => name.endsWith('.jpg')).slice(0, 12);
    craftModel(path.join(own, 'house-style'), path.resolve('models', 'flickr8k-attention'), path.resolve('samples'), {
      id: 'house-style',
      name: 'House style',
      namesNothing: true,
      base: { id: 'flickr8k-attention-3', name: 'Flickr8k attention' },
      report: {
        spaceless: true,
        examples: photographs.map((name) => ({
          file: path.resolve('samples', name),
          before: 'a dog in the grass',
          after: 'a dog in the snow',
          person: `a photograph of ${name}`,
        })),
      },
    });
    editor = await captionImages(opened);
    await editor.waitForSuggestion();
  });
  after(async () => {
    for (const folder of [elsewhere, own]) await rm(folder, { recursive: true, force: true });
  });

  it('tells what a model was made from, on how many images, when, how good it is, and how much of the disk it uses', async () => {
    const texts = await listed();
    const house = texts.find((text) => text.includes('House style')) ?? '';
    assert.match(
      house,
      /31 keys and clicks correct 100 characters · [\d.]+ MB\s+Fine-tuned from Flickr8k attention on 40 images, .*20\d\d/,
    );
  });

  it('shows a report that says plainly that nothing was gained, with figures, curve and a dozen pictures; the model in use stays', async () => {
    await manage('House style', 'Show Its Report');
    await page.locator('.tab', { hasText: 'Fine-Tune: House style' }).waitFor();
    const report = await webviewFrame(page);
    await report.locator('.advice', { hasText: /Keep the old model/ }).waitFor();
    await report.getByText('whole now: tabby, Kinkakuji, and 1 more.').waitFor();
    assert.equal(await report.getByText('tensorflow').isVisible(), false, 'what computed is for those who look for it');
    await report.locator('summary').click();
    await report.getByText('Computed with tensorflow.').waitFor();
    assert.ok((await report.locator('tr.worse', { hasText: 'CIDEr-D' }).innerText()).includes('55.0'));
    assert.ok((await report.locator('svg polyline.held-out').getAttribute('points'))?.includes(' '));
    assert.equal(await report.locator('.examples li').count(), 12);
    await report.locator('.note', { hasText: 'counted as ICU (Intl.Segmenter) tells them apart' }).waitFor();
    for (const picture of await report.locator('.examples img').all()) {
      await picture.scrollIntoViewIfNeeded();
      await picture.evaluate('(image) => image.decode()');
    }
    await takePicture(page, 'models-nothing-gained-examples');
    await report.locator('h1').scrollIntoViewIfNeeded();
    await takePicture(page, 'models-nothing-gained');
    await toEditor();
    await editor.waitForModel(/^Flickr8k attention$/);
  });

  it('uses another one, and tells its new name without making suggestions anew', async () => {
    await manage('House style', 'Use It');
    await editor.waitForModel(/^House style$/);
    await editor.waitForSuggestion();
    await takePicture(page, 'models-used');
    await manage('House style', 'Rename');
    await page.locator('.quick-input-title', { hasText: 'Rename the Model' }).waitFor();
    await page.keyboard.press('Control+a');
    await page.keyboard.type('Mine');
    await page.keyboard.press('Enter');
    await editor.waitForModel(/^Mine$/);
    assert.ok((await editor.words.count()) > 0);
  });

  it('compares two blindly, with one key an image, and tells how often each was preferred', async () => {
    await runCommand(page, 'Showtell: Compare Two Models');
    const choose = async (placeholder: RegExp, words: string): Promise<void> => {
      await page.locator('.quick-input-widget input.input').and(page.getByPlaceholder(placeholder)).waitFor();
      await take(words);
    };
    await choose(/The first of the two/, 'Flickr8k attention');
    await choose(/compare Flickr8k attention with/, 'Mine');
    await choose(/On how many images/, 'All images that are shown');
    await page.locator('.tab', { hasText: 'Compare Two Models' }).waitFor();
    const comparison = await webviewFrame(page);
    await comparison.locator('.picture img').waitFor();
    await comparison.getByText(/^\d+ of \d+ · both say the same of \d+$/).waitFor();
    assert.doesNotMatch(await comparison.locator('main').innerText(), /Mine|Flickr8k/);
    await takePicture(page, 'models-compared-blindly');
    const asked = Number(/of (\d+) ·/.exec(await comparison.locator('header p').innerText())?.[1]);
    assert.ok(asked > 1);
    for (let place = 1; place <= asked; place++) {
      await comparison.getByText(new RegExp(`^${place} of ${asked} ·`)).waitFor();
      await page.keyboard.press(place === 1 ? '3' : '1');
    }
    await comparison.locator('.verdict').waitFor();
    assert.match(
      await comparison.locator('.tally').innerText(),
      /Flickr8k attention\s+\d+\s+Use It[\s\S]*Mine\s+\d+\s+in use[\s\S]*Neither is better\s+1/,
    );
    await comparison.locator('.share figcaption', { hasText: /with 95 % certainty \d+ to \d+ %/ }).waitFor();
    assert.equal(await comparison.locator('.rows tbody tr').count(), asked);
    await takePicture(page, 'models-compared');
    await runCommand(page, 'View: Close Editor');
    await toEditor();
  });

  it('exports one to a folder', async () => {
    await manage('Mine', 'Export to a Folder');
    await chooseFolder(`${elsewhere}${path.sep}`, 'Export Here');
    await untilNotified(page, /The model is in .*house-style/, 30_000);
    assert.ok((await readdir(path.join(elsewhere, 'house-style'))).includes('model.json'));
    await runCommand(page, 'Notifications: Clear All Notifications');
  });

  it('deletes one that is not in use, after asking', async () => {
    await manage('Flickr8k attention', 'Use It');
    await editor.waitForModel(/^Flickr8k attention$/);
    await manage('Mine', 'Delete');
    await page.locator('.monaco-dialog-box', { hasText: 'Delete the model “Mine”?' }).waitFor();
    await page.keyboard.press('Enter');
    await page.locator('.monaco-dialog-box').waitFor({ state: 'detached' });
    assert.ok(!(await listed()).some((text) => text.includes('Mine')));
  });

  it('imports it again, with its figures', async () => {
    await runCommand(page, 'Showtell: Manage Models');
    await rows().filter({ hasText: 'Comes with Showtell' }).waitFor();
    await take('Import a Model');
    await chooseFolder(path.join(elsewhere, 'house-style', path.sep), 'Import This Folder');
    await untilNotified(page, /The model is among yours now/, 30_000);
    await runCommand(page, 'Notifications: Clear All Notifications');
    assert.ok((await listed()).some((text) => /Mine[\s\S]*31 keys and clicks correct 100 characters/.test(text)));
  });

  it('goes back with Keep the Old One', async () => {
    await manage('Mine', 'Use It');
    await editor.waitForModel(/^Mine$/);
    await manage('Mine', 'Show Its Report');
    const tab = page.locator('.tab', { hasText: 'Fine-Tune: Mine' });
    await tab.waitFor();
    const report = await webviewFrame(page);
    await report.getByText('It suggests captions now.').waitFor();
    await takePicture(page, 'models-imported-report');
    await report.locator('#keep').focus();
    await page.keyboard.press('Enter');
    await tab.waitFor({ state: 'detached' });
    await toEditor();
    await editor.waitForModel(/^Flickr8k attention$/);
  });

  it('broke no rule of its own page', () => opened.assertQuiet());
});
