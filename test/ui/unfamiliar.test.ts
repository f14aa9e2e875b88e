import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { makeOddPictures } from '../../scripts/oddPictures';
import { takePicture } from '../harness/browser';
import { accessibilityProblems } from './accessibility';
import { type CaptionEditor } from './captionEditor';
import { untilNotified } from './notifications';
import type { OpenedFolder } from './openedFolder';
import { withEditor } from './suite';
import { chooseTheme, themes, type Theme } from './themes';

const names = Array.from({ length: 24 }, (_, at) => `chart-${String(at).padStart(2, '0')}.png`);

async function fill(folder: string): Promise<void> {
  const charts = await makeOddPictures('chart', names.length, 1);
  await Promise.all(charts.map((chart, at) => writeFile(path.join(folder, names[at]), chart)));
}

describe('On pictures unlike those that the bundled model knows, the editor', function () {
  this.timeout(180_000);

  let opened: OpenedFolder;
  let page: Page;
  let editor: CaptionEditor;
  let notice: Locator;
  /** Where the list, the picture and what stands below it begin. */
  let placesBefore: (number | undefined)[];
  const places = async (): Promise<(number | undefined)[]> => {
    const boxes = ['.header', '.list', '.stage', '.caption-box'].map((part) =>
      editor.frame.locator(part).boundingBox(),
    );
    return (await Promise.all(boxes)).map((box) => box?.y);
  };

  withEditor({ name: 'unfamiliar', fill, inSteps: true }, (folder, opening) => {
    ({ page } = opened = folder);
    editor = opening;
    notice = editor.frame.locator('.unfamiliar.shown');
  });

  it('says so in place once it has seen twenty, with what helps', async () => {
    await editor.waitForSuggestion();
    assert.equal((await editor.frame.locator('.unfamiliar').boundingBox())?.height, 0);
    placesBefore = await places();
    await editor.select(names.at(-1) ?? '');
    await notice.waitFor();
    assert.match(
      await notice.innerText(),
      /^Unlike what this model knows\. Caption 25 to 50 of them and fine-tune: [^]*Fine-Tune[^]*Close$/,
    );
  });

  it('moves nothing that somebody reads or types', async () => {
    assert.deepEqual(await places(), placesBefore);
  });

  it('is seen in the large view, too', async () => {
    await editor.pressFor('Space', editor.frame.locator('.split.large .unfamiliar.shown .notice-ways'));
    await takePicture(page, 'unfamiliar-large');
    const news = `document.querySelector('.news')`;
    const cut = await editor.frame.evaluate<number>(`${news}.scrollHeight - ${news}.clientHeight`);
    assert.equal(cut, 0, 'so many pixels of it are cut off');
    await editor.pressFor('Space', editor.frame.locator('.split:not(.large) .unfamiliar.shown'));
  });

  for (const theme of Object.keys(themes) as Theme[]) {
    it(`can be read by everybody in ${themes[theme]}`, async () => {
      await chooseTheme(opened, theme, editor.frame);
      await takePicture(page, `unfamiliar-${theme.slice(7)}`);
      assert.deepEqual(await accessibilityProblems(editor.frame), []);
    });
  }

  it('leaves room for what is captioned in a small window', async () => {
    await page.setViewportSize({ width: 1024, height: 640 });
    await takePicture(page, 'unfamiliar-small');
    const stage = await editor.frame.locator('.stage').boundingBox();
    assert.ok((stage?.height ?? 0) > 100, JSON.stringify(stage));
    await page.setViewportSize({ width: 1440, height: 900 });
  });

  it('leads to the fine-tune, which says how much there is to decide first', async () => {
    await notice.locator('button', { hasText: 'Fine-Tune' }).click();
    await untilNotified(page, /Nothing is decided here yet/, 30_000);
    await notice.waitFor({ state: 'detached' });
  });

  it('breaks no rule of its own page', () => opened.assertQuiet());
});

describe('On such pictures, of which captions enough to learn from are decided, the editor', function () {
  this.timeout(180_000);

  let page: Page;
  let editor: CaptionEditor;

  const row = (at: number): string => JSON.stringify({ file_name: `z${at}.png`, text: 'a chart', status: 'written' });
  const fillDecided = async (folder: string): Promise<void> => {
    await fill(folder);
    await writeFile(
      path.join(folder, 'metadata.jsonl'),
      Array.from({ length: 100 }, (_, at) => `${row(at)}\n`).join(''),
    );
  };
  withEditor({ name: 'unfamiliar-offer', fill: fillDecided, inSteps: true }, (opened, opening) => {
    ({ page } = opened);
    editor = opening;
  });

  it('offers a fine-tune, and says what was gained elsewhere', async () => {
    await page.setViewportSize({ width: 1024, height: 640 });
    await editor.select(names[0]);
    await editor.waitForSuggestion();
    for (const name of names.slice(1, 20)) {
      await page.keyboard.press('ArrowDown');
      await editor.arrive(name);
    }
    const notice = editor.frame.locator('.unfamiliar.shown', { hasText: '100 captions are decided' });
    await notice.waitFor();
    await takePicture(page, 'unfamiliar-offer');
    assert.match(await notice.innerText(), /CIDEr-D[^]*Fine-Tune[^]*Close$/);
  });

  it('offers it once', async () => {
    await editor.frame.locator('.unfamiliar button', { hasText: 'Close' }).click();
    await editor.frame.locator('.unfamiliar.shown').waitFor({ state: 'detached' });
    assert.equal((await editor.frame.locator('.unfamiliar').boundingBox())?.height, 0);
  });
});
