import assert from 'node:assert/strict';
import child_process from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { mock } from 'node:test';
import sharp, { type OverlayOptions, type Sharp } from 'sharp';
import { decodeImage, decodePicture } from '../../../src/engine/images/imageDecoding';
import { ImageError } from '../../../src/engine/images/imageError';
import { sample } from '../builtEngine';
import { hollowPng } from '../hollowPng';

const size = 224;

/** Red on the left, blue on the right, green below both: every way of turning it differs. */
async function turnable(width = 300, height = 200): Promise<Sharp> {
  const block = (background: string, left: number, top: number, w: number, h: number): Promise<OverlayOptions> =>
    sharp({ create: { width: w, height: h, channels: 3, background } })
      .png()
      .toBuffer()
      .then((input) => ({ input, left, top }));
  const blocks = await Promise.all([
    block('#ff0000', 0, 0, width / 2, height / 2),
    block('#0000ff', width / 2, 0, width / 2, height / 2),
    block('#00ff00', 0, height / 2, width, height / 2),
  ]);
  return sharp(
    await sharp({ create: { width, height, channels: 3, background: '#000' } })
      .composite(blocks)
      .png()
      .toBuffer(),
  );
}

function pixel(data: Uint8Array, x: number, y: number): [number, number, number] {
  const at = (Math.floor(y * size) * size + Math.floor(x * size)) * 3;
  return [data[at], data[at + 1], data[at + 2]];
}

function assertColour(actual: readonly number[], expected: readonly number[], tolerance = 12): void {
  assert.ok(
    actual.every((value, at) => Math.abs(value - expected[at]) <= tolerance),
    `${actual.join(',')} is not ${expected.join(',')}`,
  );
}

describe('Image decoding', () => {
  let folder: string;
  before(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'showtell-images-'));
  });
  after(() => rm(folder, { recursive: true, force: true }));

  it('makes an image smaller with the Lanczos filter, as in training: an edge stays sharp, and rings', async () => {
    const half = (background: string): Sharp =>
      sharp({ create: { width: size, height: 2 * size, channels: 3, background } });
    const input = await half('#c0c0c0').png().toBuffer();
    const file = path.join(folder, 'edge.png');
    await half('#404040')
      .extend({ right: size, background: '#404040' })
      .composite([{ input, left: size, top: 0 }])
      .toFile(file);
    const pixels = await decodeImage(file, size);
    const beside = [-2, -1, 0, 1].map((at) => pixel(pixels, 0.5 + (at + 0.5) / size, 0.5)[0]);
    const lanczos = [62, 71, 185, 194];
    // Of two lobes instead of three, each differs by 1.
    const difference = beside.reduce((sum, value, at) => sum + Math.abs(value - lanczos[at]), 0);
    assert.ok(difference <= 2, beside.join(' '));
  });

  async function write(name: string, data: Buffer | string): Promise<string> {
    const file = path.join(folder, name);
    await writeFile(file, data);
    return file;
  }

  async function assertRefused(file: string, reason: RegExp): Promise<void> {
    await assert.rejects(
      decodeImage(file, size),
      (error) => error instanceof ImageError && error.path === file && reason.test(error.reason),
    );
  }

  it('turns a photograph upright, whichever of the eight EXIF orientations it has', async () => {
    const upright = await turnable();
    // How the camera held the picture: what undoes each orientation's turn.
    const stored: Record<number, (image: Sharp) => Sharp> = {
      1: (image) => image,
      2: (image) => image.flop(),
      3: (image) => image.rotate(180),
      4: (image) => image.flip(),
      5: (image) => image.rotate(270).flop(),
      6: (image) => image.rotate(270),
      7: (image) => image.rotate(90).flop(),
      8: (image) => image.rotate(90),
    };
    for (const [orientation, turn] of Object.entries(stored)) {
      const turned = sharp(await turn(upright.clone()).png().toBuffer());
      const jpeg = await turned
        .jpeg({ quality: 95 })
        .withMetadata({ orientation: Number(orientation) })
        .toBuffer();
      const data = await decodeImage(await write(`orientation-${orientation}.jpg`, jpeg), size);
      assertColour(pixel(data, 0.25, 0.25), [255, 0, 0]);
      assertColour(pixel(data, 0.75, 0.25), [0, 0, 255]);
      assertColour(pixel(data, 0.5, 0.75), [0, 255, 0]);
    }
  });

  it('squashes any shape to a square', async () => {
    const data = await decodeImage(await write('wide.png', await (await turnable(1000, 100)).png().toBuffer()), size);
    assert.equal(data.length, size * size * 3);
    assertColour(pixel(data, 0.9, 0.1), [0, 0, 255]);
  });

  it('leaves the pixels of an image alone that has the right size', async () => {
    const raw = Buffer.from(Uint8Array.from({ length: size * size * 3 }, (_, at) => (at * 7919) % 256));
    const png = await sharp(raw, { raw: { width: size, height: size, channels: 3 } })
      .png()
      .toBuffer();
    assert.deepEqual(Buffer.from(await decodeImage(await write('exact.png', png), size)), raw);
  });

  it('shows transparent parts over white', async () => {
    const clear = sharp({ create: { width: 50, height: 50, channels: 4, background: { r: 0, g: 0, b: 0, alpha: 0 } } });
    assertColour(
      pixel(await decodeImage(await write('clear.png', await clear.png().toBuffer()), size), 0.5, 0.5),
      [255, 255, 255],
    );
  });

  it('reads greyscale, palette, 16-bit, CMYK and progressive images, WebP, GIF and AVIF', async () => {
    const image = await turnable();
    const files = {
      'grey.jpg': await image.clone().greyscale().jpeg().toBuffer(),
      'palette.png': await image.clone().png({ palette: true }).toBuffer(),
      'deep.png': await image.clone().toColourspace('rgb16').png().toBuffer(),
      'print.jpg': await image.clone().toColourspace('cmyk').jpeg().toBuffer(),
      'progressive.jpg': await image.clone().jpeg({ progressive: true }).toBuffer(),
      'image.webp': await image.clone().webp({ lossless: true }).toBuffer(),
      'image.gif': await image.clone().gif().toBuffer(),
      'image.avif': await image.clone().avif({ quality: 90 }).toBuffer(),
    };
    for (const [name, data] of Object.entries(files)) {
      const decoded = await decodeImage(await write(name, data), size);
      const [red, , blue] = pixel(decoded, 0.25, 0.25);
      if (name === 'grey.jpg') assert.ok(Math.abs(red - blue) < 3, name);
      else assert.ok(red > 150 && blue < 110, `${name}: ${red}, ${blue}`);
    }
  });

  it('reads AVIF that says first that it is an animation', async () => {
    const avif = await (await turnable()).avif({ quality: 90 }).toBuffer();
    avif.write('avis', 8, 'latin1');
    assertColour(pixel(await decodeImage(await write('animated.avif', avif), size), 0.25, 0.25), [255, 0, 0], 30);
  });

  it('gives a person the very pixels', async () => {
    const lying = (await turnable(size, size)).withMetadata({ orientation: 6 });
    for (const bytes of [
      await lying.clone().webp({ lossless: true }).toBuffer(),
      await lying.toColourspace('cmyk').jpeg().toBuffer(),
    ]) {
      const file = await write('odd', bytes);
      const shown = await sharp(await decodePicture(file))
        .raw()
        .toBuffer();
      assert.deepEqual(shown, Buffer.from(await decodeImage(file, size)));
    }
  });

  it('gives a person the shape of the image, upright and over white', async () => {
    const clear = { r: 0, g: 0, b: 0, alpha: 0 };
    const lying = sharp({ create: { width: 300, height: 200, channels: 4, background: clear } });
    const file = await write('lying.webp', await lying.withMetadata({ orientation: 6 }).webp().toBuffer());
    const { data, info } = await sharp(await decodePicture(file))
      .raw()
      .toBuffer({ resolveWithObject: true });
    assert.deepEqual([info.width, info.height, info.channels], [200, 300, 3]);
    assert.deepEqual([...data.subarray(0, 3)], [255, 255, 255]);
  });

  it('gives a person a picture as small as it is wanted, and none larger than the image', async () => {
    const file = await write('small.png', await (await turnable()).png().toBuffer());
    assert.equal((await sharp(await decodePicture(file, 150)).metadata()).width, 150);
    assert.equal((await sharp(await decodePicture(file, 1500)).metadata()).width, 300);
  });

  it('tells a file by its content, not by its name', async () => {
    const png = await (await turnable()).png().toBuffer();
    assertColour(pixel(await decodeImage(await write('really-png.jpg', png), size), 0.25, 0.25), [255, 0, 0]);
  });

  it('refuses half an image', async () => {
    const whole = await readFile(sample('cat.jpg'));
    await assertRefused(await write('half.jpg', whole.subarray(0, whole.length / 2)), /cut off|damaged/);
  });

  it('refuses an empty file, text, and a Git LFS pointer, saying what they are', async () => {
    await assertRefused(await write('empty.jpg', ''), /empty/i);
    await assertRefused(await write('text.jpg', 'just some text, long enough to be read'), /not an image|no image/i);
    await assertRefused(
      await write('lfs.jpg', 'version https://git-lfs.github.com/spec/v1\noid sha256:abc\nsize 5\n'),
      /LFS/,
    );
  });

  it('refuses SVG, which can hold scripts', async () => {
    await assertRefused(
      await write(
        'drawing.svg',
        '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script>1</script></svg>',
      ),
      /SVG/,
    );
  });

  it('refuses an image with too many pixels before decoding it', async () => {
    // Its pixels are not there: decoding it would find it damaged.
    await assertRefused(await write('bomb.png', hollowPng(30_000, 30_000)), /million pixels/);
  });

  it('refuses a file of more than 1 GB before reading it', async () => {
    const file = await write('large.jpg', await readFile(sample('cat.jpg')));
    await truncate(file, 2 ** 30 + 1);
    await assertRefused(file, /larger than 1 GB/);
  });

  it('decodes what may take long in a process of its own, and all else in this one', async () => {
    const forks = mock.method(child_process, 'fork');
    try {
      await decodeImage(sample('cat.jpg'), size);
      assert.equal(forks.mock.callCount(), 0);
      const large = sharp({ create: { width: 4096, height: 4097, channels: 3, background: '#336699' } });
      const pixels = await decodeImage(await write('large.png', await large.png().toBuffer()), size);
      assertColour(pixel(pixels, 0.5, 0.5), [0x33, 0x66, 0x99], 1);
      assert.equal(forks.mock.callCount(), 1);
    } finally {
      forks.mock.restore();
    }
  });

  it('says so when the file is missing or a folder', async () => {
    await assertRefused(path.join(folder, 'nowhere.jpg'), /does not exist/);
    await mkdir(path.join(folder, 'folder.jpg'));
    await assertRefused(path.join(folder, 'folder.jpg'), /folder/);
  });
});
