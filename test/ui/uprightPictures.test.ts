import assert from 'node:assert/strict';
import path from 'node:path';
import type { Frame, Page } from 'playwright-core';
import sharp from 'sharp';
import { takePicture, webviewFrame } from '../harness/browser';
import type { CaptionEditor } from './captionEditor';
import { withEditor } from './suite';

/** Red on the left and blue on the right as it lies, so red above and blue below as it stands. */
async function lyingPicture(folder: string): Promise<void> {
  const half = (background: string) => ({ create: { width: 150, height: 200, channels: 3 as const, background } });
  const blue = await sharp(half('#0000ff')).png().toBuffer();
  const lying = await sharp({ ...half('#ff0000'), create: { ...half('#ff0000').create, width: 300 } })
    .composite([{ input: blue, left: 150, top: 0 }])
    .png()
    .toBuffer();
  await sharp(lying).withMetadata({ orientation: 6 }).webp().toFile(path.join(folder, 'lying.webp'));
}

/** Browsers show WebP as it lies; the captioner sees it as its EXIF orientation says. */
describe('A WebP picture that lies on its side', function () {
  this.timeout(120_000);

  let page: Page;
  let editor: CaptionEditor;
  let frame: Frame;

  withEditor({ name: 'upright', fill: lyingPicture }, async (opened, shown) => {
    ({ page } = opened);
    editor = shown;
    frame = await webviewFrame(page);
    await editor.waitForSuggestion();
  });

  /** Whether what is shown is higher than wide, and its colours above and below. */
  const look = (selector: string): Promise<unknown> =>
    // As a text: these tests are compiled without the browser's types.
    frame.evaluate(`(async () => {
      const picture = document.querySelector('${selector}');
      if (picture.decode) await picture.decode();
      const [width, height] = [picture.naturalWidth ?? picture.width, picture.naturalHeight ?? picture.height];
      const context = new OffscreenCanvas(width, height).getContext('2d');
      context.drawImage(picture, 0, 0);
      const colour = (y) => {
        const [red, , blue] = context.getImageData(width / 2, y, 1, 1).data;
        return red > 200 && blue < 50 ? 'red' : blue > 200 && red < 50 ? 'blue' : 'neither';
      };
      return { isUpright: height > width, above: colour(height / 5), below: colour((4 * height) / 5) };
    })()`);
  const stands = { isUpright: true, above: 'red', below: 'blue' };

  it('stands upright on the stage', async () => {
    await frame.locator('.stage img[src]').waitFor();
    assert.deepEqual(await look('.stage img[src]'), stands);
  });

  it('stands upright in the list', async () => {
    await frame.locator('canvas.thumbnail.made').waitFor();
    assert.deepEqual(await look('canvas.thumbnail.made'), stands);
  });

  it('stands upright in the film strip', async () => {
    await editor.pressFor('Space', editor.frame.locator('.split.large .tile img[src]').first());
    assert.deepEqual(await look('.tile img[src]'), stands);
    await takePicture(page, 'upright-webp');
  });
});
