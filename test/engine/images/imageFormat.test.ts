import assert from 'node:assert/strict';
import { headLength, recogniseImage } from '../../../src/engine/images/imageFormat';

/** What is said of a file that begins so, a character a byte. */
function told(head: string): string {
  const found = recogniseImage(Buffer.from(head, 'latin1'));
  return 'format' in found ? found.format : found.reason;
}

/** The box that MP4, AVIF and HEIC begin with. */
function isoMedia(...brands: string[]): string {
  const length = 8 + 4 * brands.length;
  return `\0\0\0${String.fromCharCode(length)}ftyp${brands.join('')}`;
}

describe('What an image is by its first bytes', () => {
  it('is a format that can be read, whatever the name of the file says', () => {
    for (const [format, head] of [
      ['jpeg', '\xff\xd8\xff\xe0'],
      ['png', '\x89PNG\r\n\x1a\n'],
      ['gif', 'GIF87a'],
      ['gif', 'GIF89a'],
      ['webp', 'RIFF\x01\x02\x03\x04WEBPVP8 '],
      ['avif', isoMedia('avif', '\0\0\0\0', 'mif1')],
      ['avif', isoMedia('mif1', '\0\0\0\0', 'heic', 'avis')],
    ])
      assert.equal(told(head), format, JSON.stringify(head));
  });

  it('is one that cannot, which is named, with what to do', () => {
    for (const [format, head] of [
      ['JPEG XL', '\xff\x0a'],
      ['JPEG XL', '\0\0\0\x0cJXL \r\n\x87\n'],
      ['JPEG 2000', '\0\0\0\x0cjP  '],
      ['JPEG 2000', '\xff\x4f\xff\x51'],
      ...['II*\0', 'MM\0*', 'II+\0', 'MM\0+'].map((head) => ['TIFF', head]),
      ['BMP', 'BM\x01\x02\x03\x04\0\0\0\0'],
      ['ICO', '\0\0\x01\0'],
      ['ICO', '\0\0\x02\0'],
      ['Photoshop', '8BPS'],
      ['PDF', '%PDF-1.7'],
      ['ZIP', 'PK\x03\x04'],
      ...['heic', 'heix', 'hevc', 'mif1', 'msf1'].map((brand) => ['HEIC', isoMedia(brand)]),
      ['Video and other ISO media', isoMedia('isom', '\0\0\0\0', 'mp42')],
    ])
      assert.equal(told(head), `${format} images cannot be read. Convert it to PNG or JPEG.`, JSON.stringify(head));
  });

  it('is no brand that stands behind the box of brands', () => {
    assert.match(told(`${isoMedia('isom')}avif`), /^Video and other ISO media/);
    assert.match(
      told(`${isoMedia('isom').slice(0, 3)}\xffftypisom`),
      /^Video and other ISO media/,
      'a box that is cut',
    );
  });

  it('is a drawing, which may hold scripts', () => {
    for (const head of [
      '<svg xmlns="http://www.w3.org/2000/svg">',
      '\xef\xbb\xbf  <?xml version="1.0"?>\n<SVG>',
      '<!-- drawn --><svg\n>',
      '<!DOCTYPE svg PUBLIC ""><svg>',
    ])
      assert.match(told(head), /^SVG drawings cannot be read, as they may hold scripts/, head);
    for (const head of ['<?xml version="1.0"?><html>', 'an <svg> in a text', '<svgs>'])
      assert.equal(told(head), 'This is a text file, not an image.', head);
  });

  it('is nothing, where it is empty, a pointer, zeros or text', () => {
    assert.equal(told(''), 'The file is empty.');
    assert.match(
      told('version https://git-lfs.github.com/spec/v1\noid sha256:0'),
      /^This is a Git LFS pointer.*git lfs pull/,
    );
    assert.match(told('\0\0\0\0\0'), /^The file holds only zeros: it was never completely written/);
    assert.equal(told('caf\xe9\r\n\ttea'), 'This is a text file, not an image.');
    assert.match(
      told('\x01\x02\x03'),
      /^This is not an image of a known format\. JPEG, PNG, WebP, GIF and AVIF can be read/,
    );
    assert.match(told('text\0and more'), /^This is not an image of a known format/);
  });

  it('is looked for in the beginning alone, of the bytes that are given', () => {
    const long = `${'\0'.repeat(headLength)}x`;
    assert.match(told(long), /^The file holds only zeros/);
    const within = Buffer.from(`xx\x89PNG\r\n\x1a\n`, 'latin1').subarray(2);
    assert.deepEqual(recogniseImage(within), { format: 'png' });
  });
});
