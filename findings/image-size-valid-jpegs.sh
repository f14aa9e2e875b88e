#!/bin/sh
# image-size calls valid JPEGs corrupt: with a long head, from a file; with fill bytes before a marker, always.
#
# Expected: the size of any JPEG that decoders open, and the same answer from a file as from its bytes.
# Seen: `imageSizeFromFile` reads 512 KB. Where application segments (maker notes, previews, a large colour profile) are longer
#   than that, it says "Corrupt JPG, exceeded buffer limits", though `imageSize` finds the size in the whole file's bytes. Fill bytes
#   (0xFF, any number before a marker: ITU T.81, B.1.1.2) end in the same message in both.
# Why it matters here: phones write such heads. A size that cannot be read is no sign of a damaged image.
. "$(dirname "$0")/lib.sh"
npm_packages image-size@2.1.0 sharp@0.35.5

cat >program.js <<'JS'
const { readFileSync, writeFileSync } = require('node:fs');
const sharp = require('sharp');
const { imageSize } = require('image-size');
const { imageSizeFromFile } = require('image-size/fromFile');

(async () => {
  const plain = await sharp({ create: { width: 64, height: 48, channels: 3, background: 'green' } }).jpeg().toBuffer();
  const begin = plain.subarray(0, 2);
  const rest = plain.subarray(2);
  // An application segment that no decoder knows: marker, length, name, zeros.
  const segment = Buffer.concat([Buffer.from([0xff, 0xec, 0xff, 0xff]), Buffer.from('Notes\0'), Buffer.alloc(65_527)]);
  const files = {
    plain,
    'a head of 256 KB': Buffer.concat([begin, ...Array(4).fill(segment), rest]),
    'a head of 1 MB': Buffer.concat([begin, ...Array(16).fill(segment), rest]),
    'fill bytes': Buffer.concat([begin, Buffer.alloc(3, 0xff), rest]),
  };
  for (const [name, bytes] of Object.entries(files)) {
    writeFileSync('image.jpg', bytes);
    const outcomes = {
      'sharp, all pixels': async () => (await sharp('image.jpg', { failOn: 'warning' }).raw().toBuffer({ resolveWithObject: true })).info,
      'image-size, the file': () => imageSizeFromFile('image.jpg'),
      'image-size, its bytes': async () => imageSize(readFileSync('image.jpg')),
    };
    for (const [reader, read] of Object.entries(outcomes)) {
      const seen = await read().then(({ width, height }) => `${width} × ${height}`, ({ message }) => message);
      console.log(`${name}: ${reader}: ${seen}`);
    }
  }
})();
JS
node program.js >seen

still_so <<'SEEN'
plain: sharp, all pixels: 64 × 48
plain: image-size, the file: 64 × 48
plain: image-size, its bytes: 64 × 48
a head of 256 KB: sharp, all pixels: 64 × 48
a head of 256 KB: image-size, the file: 64 × 48
a head of 256 KB: image-size, its bytes: 64 × 48
a head of 1 MB: sharp, all pixels: 64 × 48
a head of 1 MB: image-size, the file: Corrupt JPG, exceeded buffer limits
a head of 1 MB: image-size, its bytes: 64 × 48
fill bytes: sharp, all pixels: 64 × 48
fill bytes: image-size, the file: Corrupt JPG, exceeded buffer limits
fill bytes: image-size, its bytes: Corrupt JPG, exceeded buffer limits
SEEN
