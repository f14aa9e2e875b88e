import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, it } from 'mocha';
import sharp from 'sharp';
import * as z from 'zod';
import { decodePicture } from '../../../src/engine/images/imageDecoding';
import { readStillImage } from '../../../src/engine/images/stillImage';
import { pillowDifferencesOf, type PillowDifference } from '../../../src/engine/images/pillowDifferences';
import { useTemporaryFolder } from '../../dataset/temporaryFolder';
import { installPackages } from '../../harness/pythonPackages';
import { animatedPng, animation, coloursOfPng, croppedAvif, gammaOfPng, halves } from '../../pictures/oddFiles';
import { runHere } from '../runHere';

/** Of each image as trainers load it: its size, and the colours in the middle of its left and its right half. */
const program = `
import json, sys
from PIL import Image
seen = {}
for path in sys.argv[1:]:
    with Image.open(path) as image:
        rgb = image.convert("RGB")
    width, height = rgb.size
    seen[path] = [width, height, *rgb.getpixel((width // 4, height // 2)), *rgb.getpixel((3 * width // 4, height // 2))]
print(json.dumps(seen))
`;
const answer = z.record(z.string(), z.array(z.number()));

/** Of 255. */
const tolerance = 4;

async function oddImages(): Promise<Record<string, { bytes: Buffer; differences: PillowDifference[] }>> {
  const png = await halves([220, 60, 40, 255], [64, 128, 192, 255]);
  const other = await halves([0, 200, 0, 255], [200, 0, 200, 255]);
  const avif = await sharp(png).avif({ quality: 90 }).toBuffer();
  const lying = (format: 'jpeg' | 'png' | 'webp' | 'avif'): Promise<Buffer> =>
    sharp(png).withMetadata({ orientation: 6 }).toFormat(format, { quality: 95 }).toBuffer();
  return {
    'plain.png': { bytes: png, differences: [] },
    'upright.jpg': {
      bytes: await sharp(png).withMetadata({ orientation: 1 }).jpeg({ quality: 95 }).toBuffer(),
      differences: [],
    },
    'srgb.jpg': { bytes: await sharp(png).withIccProfile('srgb').jpeg({ quality: 95 }).toBuffer(), differences: [] },
    'numbers.png': { bytes: coloursOfPng(png, 12, 13), differences: [] },
    'gamma.png': { bytes: gammaOfPng(png, 1), differences: [] },
    'animated.gif': { bytes: await animation([png, other], 'gif'), differences: [] },
    'beside.png': { bytes: animatedPng(png, [other], false), differences: [] },
    'colours-16.png': { bytes: await sharp(png).toColourspace('rgb16').png().toBuffer(), differences: [] },
    'lying.jpg': { bytes: await lying('jpeg'), differences: ['turned'] },
    'lying.png': { bytes: await lying('png'), differences: ['turned'] },
    'lying.webp': { bytes: await lying('webp'), differences: ['turned'] },
    'lying.avif': { bytes: await lying('avif'), differences: ['turned'] },
    'cropped.avif': { bytes: croppedAvif(avif, 48, 32), differences: ['cropped'] },
    'inks.jpg': { bytes: await sharp(png).toColourspace('cmyk').jpeg().toBuffer(), differences: ['inks'] },
    'p3.jpg': { bytes: await sharp(png).withIccProfile('p3').jpeg().toBuffer(), differences: ['profile'] },
    'deep.png': { bytes: await sharp(png).toColourspace('grey16').png().toBuffer(), differences: ['grey16'] },
    'clear.png': { bytes: await halves([255, 255, 255, 255], [0, 0, 0, 0]), differences: ['transparent'] },
    'clear.gif': {
      bytes: await animation([await halves([0, 0, 0, 0], [0, 0, 0, 0]), other], 'gif'),
      differences: ['transparent'],
    },
  };
}

describe('How trainers see images that load them with Pillow', function () {
  this.timeout(180_000);
  const folder = useTemporaryFolder();

  it('is told of what really differs, and of nothing else', async () => {
    const images = await oddImages();
    for (const [name, { bytes }] of Object.entries(images)) writeFileSync(join(folder.path, name), bytes);
    const paths = Object.keys(images).map((name) => join(folder.path, name));
    const python = await installPackages(['Pillow==13.0.0']);
    const { stdout } = await promisify(execFile)(python.command, ['-c', program, ...paths], {
      env: { ...process.env, ...python.env },
    });
    const seen = answer.parse(JSON.parse(stdout));
    for (const [name, { differences }] of Object.entries(images)) {
      const path = join(folder.path, name);
      assert.deepEqual(await pillowDifferencesOf(await readStillImage(path)), differences, name);
      const ours = await look(path);
      const isSame = ours.every((value, at) => Math.abs(value - seen[path][at]) <= tolerance);
      assert.equal(isSame, differences.length === 0, `${name}: Pillow ${seen[path].join(' ')}, here ${ours.join(' ')}`);
    }
  });

  /** As {@link program} does it, of what the captioner sees. */
  async function look(path: string): Promise<number[]> {
    const { data, info } = await sharp(await decodePicture(path))
      .raw()
      .toBuffer({ resolveWithObject: true });
    const { width, height, channels } = info;
    const pixel = (x: number): number[] => {
      const at = channels * ((height >> 1) * width + x);
      return [...data.subarray(at, at + 3)];
    };
    return [width, height, ...pixel(width >> 2), ...pixel((3 * width) >> 2)];
  }

  it('is told of an image with as many pixels as are read at most, which does not end the check', async () => {
    const path = join(folder.path, 'metadata.jsonl');
    const wide = sharp({
      create: { width: 16_384, height: 16_384, channels: 3, background: 'red' },
      limitInputPixels: false,
    });
    await wide.toColourspace('b-w').png({ compressionLevel: 1, palette: false }).toFile(join(folder.path, 'large.png'));
    writeFileSync(path, '{"file_name":"large.png","text":"x"}\n');
    const { stdout, stderr, status } = await runHere(['check', path]);
    assert.match(stderr, /1 row of 1 image, 0 problems/);
    assert.deepEqual([stdout, status], ['', 0]);
  });

  it('is one note of check for each kind, with how many and the first names', async () => {
    const images = await oddImages();
    const names = ['lying.jpg', 'lying.png', 'lying.webp', 'lying.avif', 'deep.png', 'plain.png'];
    for (const name of names) writeFileSync(join(folder.path, name), images[name].bytes);
    const path = join(folder.path, 'metadata.jsonl');
    writeFileSync(path, names.map((name) => `${JSON.stringify({ file_name: name, text: 'x' })}\n`).join(''));
    const { stderr, stdout, status } = await runHere(['check', path]);
    const notes = stderr.split('\n').filter((line) => line.includes('Pillow'));
    assert.equal(notes.length, 2);
    assert.match(
      notes[0],
      /see 4 images that say how .* \(such as lying\.jpg, lying\.png, lying\.webp\): Image\.open leaves/,
    );
    assert.match(notes[1], /see 1 image in grey of 16 bits otherwise than the captioner \(deep\.png\): /);
    assert.deepEqual([stdout, status], ['', 0]);
  });
});
