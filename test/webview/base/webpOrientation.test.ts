import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import sharp from 'sharp';
import { webpOrientation } from '../../../src/webview/base/webpOrientation';

const picture = sharp({ create: { width: 6, height: 4, channels: 3, background: 'red' } });
const withOrientation = (orientation: number): Promise<Buffer> =>
  picture.clone().withMetadata({ orientation }).webp().toBuffer();

describe('The orientation of a WebP file', () => {
  it('is what its EXIF says', async () => {
    for (let orientation = 1; orientation <= 8; orientation++)
      assert.equal(webpOrientation(await withOrientation(orientation)), orientation);
  });

  it('is read with the marker of JPEG in front, and in either order of bytes', () => {
    const tiff = (isLittle: boolean): Buffer => {
      const bytes = Buffer.from('49492a00080000000100120103000100000006000000', 'hex');
      return isLittle ? bytes : Buffer.from('4d4d002a00000008000101120003000000010006000000', 'hex').subarray(0, 22);
    };
    for (const exif of [Buffer.concat([Buffer.from('Exif\0\0'), tiff(true)]), tiff(true), tiff(false)]) {
      const head = Buffer.from('RIFF\0\0\0\0WEBPVP8X\x0a\0\0\0', 'latin1');
      const length = Buffer.alloc(4);
      length.writeUInt32LE(exif.length);
      assert.equal(webpOrientation(Buffer.concat([head, Buffer.alloc(10), Buffer.from('EXIF'), length, exif])), 6);
    }
  });

  it('is upright where a file says nothing, is cut off, or is another one', async () => {
    const turned = await withOrientation(6);
    assert.equal(webpOrientation(await picture.clone().webp().toBuffer()), 1);
    assert.equal(webpOrientation(await picture.clone().withMetadata({ orientation: 6 }).jpeg().toBuffer()), 1);
    for (let length = 0; length < turned.length; length++) {
      const read = webpOrientation(turned.subarray(0, length));
      assert.ok(read === 1 || read === 6);
    }
  });
});
