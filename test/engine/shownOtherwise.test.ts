import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'mocha';
import sharp from 'sharp';
import type { Difference } from '../../src/engine/images/shownOtherwise/difference';
import { shownOtherwise } from '../../src/engine/images/shownOtherwise/shownOtherwise';
import { useTemporaryFolder } from '../dataset/temporaryFolder';
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

/** What a file says before its pixels of how a browser shows it; that both show these pictures so is seen in a browser. */
describe('How a browser shows an image otherwise than the captioner sees it', () => {
  const folder = useTemporaryFolder();
  let png: Buffer;
  let other: Buffer;
  let avif: Buffer;

  before(async () => {
    png = await halves([220, 60, 40, 255], [64, 128, 192, 255]);
    other = await halves([0, 200, 0, 255], [200, 0, 200, 255]);
    avif = await sharp(png).avif({ quality: 90 }).toBuffer();
  });

  function look(bytes: Buffer): Promise<Difference | undefined> {
    const path = join(folder.path, 'image');
    writeFileSync(path, bytes);
    return shownOtherwise(path);
  }

  it('is told of WebP that lies on its side, in any of the orientations of EXIF', async () => {
    for (let orientation = 1; orientation <= 8; orientation++) {
      const webp = await sharp(png).withMetadata({ orientation }).webp().toBuffer();
      assert.equal(await look(webp), orientation === 1 ? undefined : 'turned');
    }
  });

  it('is not told of JPEG, PNG and AVIF that lie on their side, which browsers turn', async () => {
    for (const format of ['jpeg', 'png', 'avif'] as const)
      assert.equal(
        await look(await sharp(png).withMetadata({ orientation: 6 }).toFormat(format).toBuffer()),
        undefined,
      );
  });

  it('is told of animations, and not of one frame', async () => {
    for (const format of ['gif', 'webp'] as const) {
      assert.equal(await look(await animation([png, other], format)), 'animation');
      assert.equal(await look(await animation([png], format)), undefined);
    }
    assert.equal(await look(animatedPng(png, [other], true)), 'animation');
  });

  it('is told of an animated PNG whose picture for other programs is no frame', async () => {
    assert.equal(await look(animatedPng(png, [other, png], false)), 'besideAnimation');
  });

  it('is told of AVIF of which a part is to be shown', async () => {
    assert.equal(await look(croppedAvif(avif, 48, 32)), 'cropped');
    assert.equal(await look(avif), undefined);
  });

  it('is told of colours given by numbers that are not those of sRGB', async () => {
    const [displayP3, bt2020, srgb] = [12, 9, 1];
    const [pq, hlg, srgbCurve, video] = [16, 18, 13, 1];
    for (const [primaries, transfer] of [
      [displayP3, srgbCurve],
      [bt2020, pq],
      [bt2020, hlg],
      [srgb, pq],
    ]) {
      assert.equal(await look(coloursOfPng(png, primaries, transfer)), 'colours');
      assert.equal(await look(coloursOfAvif(avif, primaries, transfer)), 'colours');
    }
    assert.equal(await look(coloursOfPng(png, srgb, srgbCurve)), undefined);
    assert.equal(await look(coloursOfAvif(avif, srgb, srgbCurve)), undefined);
    assert.equal(await look(coloursOfAvif(avif, srgb, video)), undefined);
  });

  it('is told of colours that only the stream within an AVIF says, unless the file says others', async () => {
    const [displayP3, bt2020, srgb] = [12, 9, 1];
    const [pq, srgbCurve, video] = [16, 13, 1];
    for (const [primaries, transfer] of [
      [displayP3, srgbCurve],
      [bt2020, pq],
    ]) {
      const stream = coloursOfAvifStream(avif, primaries, transfer);
      assert.equal(await look(stream), 'colours');
      assert.equal(await look(coloursOfAvif(stream, srgb, srgbCurve)), undefined);
    }
    assert.equal(await look(coloursOfAvifStream(avif, srgb, video)), undefined);
  });

  it('is told of PNG with a gamma of its own, unless it says that it is sRGB', async () => {
    assert.equal(await look(gammaOfPng(png, 1)), 'colours');
    assert.equal(await look(gammaOfPng(png, 1 / 2.2)), undefined);
    assert.equal(await look(gammaOfPng(png, 1, { isSrgb: true })), undefined);
  });

  it('is told of JPEG in the four inks of a print', async () => {
    assert.equal(await look(await sharp(png).toColourspace('cmyk').jpeg().toBuffer()), 'colours');
    assert.equal(await look(await sharp(png).withIccProfile('cmyk').jpeg().toBuffer()), 'colours');
    assert.equal(await look(await sharp(png).greyscale().jpeg().toBuffer()), undefined);
  });

  it('is not told where a profile gives the colours, which both apply', async () => {
    for (const format of ['jpeg', 'png', 'webp', 'avif'] as const)
      assert.equal(await look(await sharp(png).withIccProfile('p3').toFormat(format).toBuffer()), undefined);
  });

  it('is not told of files that are cut off anywhere in what says it, nor of what is no image', async () => {
    const odd = [
      animatedPng(png, [other], false),
      croppedAvif(avif, 48, 32),
      coloursOfAvifStream(avif, 9, 16),
      await animation([png, other], 'gif'),
      await sharp(png).withMetadata({ orientation: 6 }).webp().toBuffer(),
      await sharp(png).toColourspace('cmyk').jpeg().toBuffer(),
    ];
    for (const bytes of odd)
      for (let length = 0; length < Math.min(400, bytes.length); length++) await look(bytes.subarray(0, length));
    for (const text of ['', 'text', 'RIFF\0\0\0\0WEBPVP8X', 'GIF89a', '\x89PNG\r\n\x1a\n', '\xff\xd8\xff\xff\xff'])
      assert.equal(await look(Buffer.from(text, 'latin1')), undefined);
  });

  it('waits for no pipe', async function () {
    if (process.platform === 'win32') this.skip();
    const path = join(folder.path, 'pipe.webp');
    execFileSync('mkfifo', [path]);
    await assert.rejects(shownOtherwise(path), { code: 'ENXIO' });
  });
});
