import assert from 'node:assert/strict';
import path from 'node:path';
import type { Page } from 'playwright-core';
import sharp from 'sharp';
import { takePicture } from '../harness/browser';
import { accessibilityProblems } from './accessibility';
import type { CaptionEditor } from './captionEditor';
import { copySamples } from './openedFolder';
import { withEditor } from './suite';

const shapes = { 'portrait.jpg': [540, 960], 'landscape.jpg': [960, 540], 'panorama.jpg': [1800, 360] } as const;
/** As a laptop has them; beside a second editor; and at 200 % zoom. */
const windows = [
  { width: 1440, height: 900 },
  { width: 1024, height: 640 },
  { width: 1024, height: 600 },
  { width: 820, height: 900 },
  { width: 720, height: 450 },
] as const;

async function fill(folder: string): Promise<void> {
  await copySamples(folder, ['shepherd-dog.jpg']);
  for (const [name, [width, height]] of Object.entries(shapes))
    await sharp(path.join(folder, 'shepherd-dog.jpg')).resize(width, height).toFile(path.join(folder, name));
}

describe('An image shown large', function () {
  this.timeout(180_000);

  let page: Page;
  let editor: CaptionEditor;

  withEditor({ name: 'large', fill }, (opened, opening) => {
    page = opened.page;
    editor = opening;
  });

  const area = async (): Promise<number> => {
    const box = await editor.frame.locator('.image-frame').boundingBox();
    return box ? box.width * box.height : 0;
  };

  /** Waits until something is so of the width and the height of the image. */
  const becomes = (isSo: string, limit?: number): Promise<boolean> =>
    editor.becomesTrue(
      `(({ width, height }) => ${isSo})(document.querySelector('.image-frame').getBoundingClientRect())`,
      limit,
    );

  /** The room is laid out once the image has come. @returns the area that it has then */
  const areaOnceThere = async (name: keyof typeof shapes): Promise<number> => {
    const [width, height] = shapes[name];
    assert.ok(await becomes(`Math.abs(width / height / ${width / height} - 1) < 0.05`), `${name} does not come`);
    return area();
  };

  /** Waits until the image has taken more room. @returns the area that it has then; that it had, where it has not */
  const areaOnceLarger = async (before: number): Promise<number> => {
    await becomes(`width * height > ${before}`, 10_000);
    return area();
  };

  for (const { width, height } of windows)
    it(`is larger than beside the list in a window of ${width} × ${height}, whatever its shape`, async () => {
      await page.setViewportSize({ width, height });
      for (const name of ['portrait.jpg', 'landscape.jpg', 'panorama.jpg'] as const) {
        await editor.select(name);
        await editor.waitForSuggestion();
        const before = await areaOnceThere(name);
        await takePicture(page, `large-${width}-${height}-${name.split('.')[0]}-list`);
        await editor.pressFor('Space', editor.frame.locator('.split.large'));
        const after = await areaOnceLarger(before);
        await takePicture(page, `large-${width}-${height}-${name.split('.')[0]}`);
        assert.deepEqual(await accessibilityProblems(editor.frame), []);
        await editor.pressFor('Space', editor.frame.locator('.split:not(.large) .row.selected'));
        assert.ok(after > before, `${name}: ${Math.round(before)} pixels became ${Math.round(after)}`);
      }
    });

  it('leaves the other captions to the keys that take them where a window is low: they are seen while Alt is held', async () => {
    await page.setViewportSize({ width: 1024, height: 640 });
    await editor.select('landscape.jpg');
    await editor.waitForSuggestion();
    const others = editor.frame.locator('.others');
    await others.waitFor({ state: 'hidden' });
    assert.match(await editor.frame.locator('.others-hint').innerText(), /^Alt\+2…5/);
    await page.keyboard.down('Alt');
    await others.waitFor();
    await takePicture(page, 'large-alt-held');
    assert.deepEqual(await accessibilityProblems(editor.frame), []);
    await page.keyboard.up('Alt');
    await others.waitFor({ state: 'hidden' });
  });

  it('leaves the keys above everything, where no notification covers them', async () => {
    await page.setViewportSize({ width: 1440, height: 900 });
    const legend = await editor.frame.locator('.legend').boundingBox();
    const split = await editor.frame.locator('.split').boundingBox();
    assert.ok(legend && split && legend.y + legend.height <= split.y);
  });
});
