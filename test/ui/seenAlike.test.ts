import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Frame, Page } from 'playwright-core';
import sharp from 'sharp';
import { decodeImage } from '../../src/engine/images/imageDecoding';
import { takePicture, webviewFrame } from '../harness/browser';
import {
  animatedPng,
  animation,
  coloursOfAvif,
  coloursOfAvifStream,
  coloursOfPng,
  croppedAvif,
  gammaOfPng,
  halves,
} from '../pictures/oddFiles';
import type { CaptionEditor } from './captionEditor';
import { withEditor } from './suite';

/** Of the grid of places that are compared. */
const side = 8;
/** How much a colour may differ that both make small in their own way. */
const tolerance = 4;
/** The one that both show alike. */
const asItIs = 'white-on-clear.png';

/** Pictures that browsers show otherwise than sharp decodes them, and one that both show alike. */
async function oddPictures(): Promise<Record<string, Buffer>> {
  const png = await halves([220, 60, 40, 255], [64, 128, 192, 255]);
  const other = await halves([0, 200, 0, 255], [200, 0, 200, 255]);
  const clear = await halves([0, 0, 0, 0], [0, 0, 0, 0]);
  const avif = await sharp(png).avif({ quality: 90 }).toBuffer();
  const [displayP3, srgb, pq, hlg, srgbCurve] = [12, 1, 16, 18, 13];
  return {
    'animated.png': animatedPng(png, [other, clear], true),
    'beside.png': animatedPng(png, [other, other], false),
    'cropped.avif': croppedAvif(avif, 72, 48),
    'empty-first.gif': await animation([clear, other], 'gif'),
    'empty-first.webp': await animation([clear, other], 'webp'),
    'gamma.png': gammaOfPng(png, 1),
    'hlg.png': coloursOfPng(png, srgb, hlg),
    'inks.jpg': await sharp(png).toColourspace('cmyk').jpeg({ quality: 95 }).toBuffer(),
    'lying.webp': await sharp(png).withMetadata({ orientation: 6 }).webp({ lossless: true }).toBuffer(),
    'p3.avif': coloursOfAvif(avif, displayP3, srgbCurve),
    'p3-in-stream.avif': coloursOfAvifStream(avif, displayP3, srgbCurve),
    'p3.png': coloursOfPng(png, displayP3, srgbCurve),
    // Chromium cannot show this one at all.
    'logarithmic.avif': coloursOfAvif(avif, srgb, 11),
    'pq.avif': coloursOfAvif(avif, srgb, pq),
    [asItIs]: await halves([255, 255, 255, 255], [0, 0, 0, 0]),
  };
}

async function fill(folder: string): Promise<void> {
  for (const [name, bytes] of Object.entries(await oddPictures())) writeFileSync(path.join(folder, name), bytes);
  // Which programs show is for them to say; the captioner knows what it is.
  writeFileSync(path.join(folder, 'heic.jpg'), Buffer.from('\0\0\0\x18ftypheic\0\0\0\0mif1heic', 'latin1'));
}

describe('The person and the captioner see the same picture', function () {
  this.timeout(180_000);

  let page: Page;
  let editor: CaptionEditor;
  let frame: Frame;
  let folder: string;

  withEditor({ name: 'seen-alike', fill }, async (opened, shown) => {
    ({ page, folder } = opened);
    editor = shown;
    frame = await webviewFrame(page);
    await editor.waitForSuggestion();
  });

  /** The colours that somebody sees, at places over the whole of a picture, once it is all there. */
  const seen = (selector: string): Promise<number[]> =>
    // As a text: these tests are compiled without the browser's types.
    frame.evaluate(`(async () => {
      const picture = document.querySelector('${selector}');
      if (picture.decode) await picture.decode();
      const context = new OffscreenCanvas(${side}, ${side}).getContext('2d');
      context.fillStyle = getComputedStyle(picture.closest('.image-frame') ?? picture).backgroundColor;
      context.fillRect(0, 0, ${side}, ${side});
      context.imageSmoothingQuality = 'high';
      context.drawImage(picture, 0, 0, ${side}, ${side});
      return [...context.getImageData(0, 0, ${side}, ${side}).data].filter((_, at) => at % 4 < 3);
    })()`);

  /** Compares places inside the halves: what lies on an edge is mixed in another way. */
  const assertSame = (shown: readonly number[], decoded: Uint8Array, what: string): void => {
    for (const [x, y] of [
      [1, 1],
      [6, 1],
      [1, 6],
      [6, 6],
    ]) {
      const at = 3 * (y * side + x);
      const [ours, theirs] = [[...decoded.subarray(at, at + 3)], shown.slice(at, at + 3)];
      const isSame = ours.every((value, channel) => Math.abs(value - theirs[channel]) <= tolerance);
      assert.ok(isSame, `${what} at ${x}, ${y}: the person sees ${theirs.join(' ')}, the captioner ${ours.join(' ')}`);
    }
  };

  const show = async (name: string): Promise<void> => {
    await editor.select(name);
    // The address has a version where VS Code tells only now that the file has come.
    const otherwise = '[data-wanted*="#otherwise-"]';
    const wanted = `[data-wanted*="/${name}"]${name === asItIs ? `:not(${otherwise})` : otherwise}`;
    await frame.locator(`.image-frame:not(.loading) img${wanted}[src]`).waitFor();
  };

  it('on the stage', async () => {
    for (const name of Object.keys(await oddPictures())) {
      await show(name);
      assertSame(await seen('.stage img'), await decodeImage(path.join(folder, name), side), name);
    }
  });

  it('in the list', async () => {
    for (const name of Object.keys(await oddPictures())) {
      await show(name);
      await frame.locator('.row.selected canvas.made').waitFor();
      const decoded = await decodeImage(path.join(folder, name), side);
      assertSame(await seen('.row.selected canvas'), decoded, name);
    }
  });

  it('in the film strip', async () => {
    await show('lying.webp');
    await editor.pressFor('Space', editor.frame.locator('.split.large .tile img[src^="blob:"]').first());
    assertSame(await seen('.tile img'), await decodeImage(path.join(folder, 'lying.webp'), side), 'the strip');
    await takePicture(page, 'seen-alike-strip');
    await editor.pressFor('Space', editor.frame.locator('.split:not(.large)').first());
  });

  it('stands in the file as it is where both show that alike', async () => {
    await show(asItIs);
    assert.match(
      (await frame.locator('.stage img').getAttribute('src')) ?? '',
      /white-on-clear\.png(\?version%3D\d+)?$/,
    );
  });

  it('and a note says so of animations and of colours', async () => {
    const noteOf = async (name: string): Promise<string> => {
      await show(name);
      await frame.locator('.facts', { hasText: '×' }).waitFor();
      return frame.locator('.facts').innerText();
    };
    assert.match(await noteOf('empty-first.gif'), /first frame of an animation$/);
    assert.match(await noteOf('beside.png'), /the picture beside an animation$/);
    assert.match(await noteOf('p3.avif'), /colours as stored$/);
    assert.match(await noteOf('lying.webp'), /%$/);
  });

  it('or the reason why neither sees one', async () => {
    await editor.select('heic.jpg');
    await frame.locator('.stage-problem', { hasText: 'HEIC images cannot be read' }).waitFor();
  });
});
