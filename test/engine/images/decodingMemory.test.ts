import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import sharp, { type Sharp } from 'sharp';
import { DecodingTurns, heldBytes, mostHeldBytes } from '../../../src/engine/images/decodingMemory';
import { decodeImage } from '../../../src/engine/images/imageDecoding';
import { hollowPng } from '../hollowPng';

const picture = (width = 40, height = 30): Sharp =>
  sharp({ create: { width, height, channels: 3, background: '#123456' } });
const heldOf = async (image: Sharp): Promise<number> => heldBytes(await sharp(await image.toBuffer()).metadata());

describe('The memory of decoding', () => {
  it('is that of some rows for baseline JPEG and plain PNG', async () => {
    assert.equal(await heldOf(picture().jpeg()), 0);
    assert.equal(await heldOf(picture(4, 3_000).png()), await heldOf(picture(4, 30_000).png()));
  });

  it('is that of the whole image where it cannot be read row by row', async () => {
    const pixels = 40 * 30;
    assert.equal(await heldOf(picture().png({ progressive: true })), 3 * pixels);
    assert.equal(await heldOf(picture().toColourspace('rgb16').png({ progressive: true })), 6 * pixels);
    assert.equal(await heldOf(picture().jpeg({ progressive: true })), 3 * pixels);
    assert.equal(await heldOf(picture().jpeg({ progressive: true, chromaSubsampling: '4:4:4' })), 6 * pixels);
    assert.equal(await heldOf(picture().webp()), 4 * pixels);
    assert.equal(await heldOf(picture().gif()), 5 * pixels);
    assert.equal(await heldOf(picture().avif()), 19 * pixels);
    assert.equal(await heldOf(picture().avif({ bitdepth: 10 })), 26 * pixels);
  });

  it('is that of what is stored: of grey and of coarser colours less, of 16 bits and of a turned image more', async () => {
    const pixels = 40 * 30;
    const jpeg = await sharp(await picture().jpeg({ progressive: true }).toBuffer()).metadata();
    assert.equal(heldBytes({ ...jpeg, chromaSubsampling: '4:2:2' }), 4 * pixels);
    assert.equal(heldBytes({ ...jpeg, channels: 1 }), 2 * pixels);
    assert.equal(heldBytes({ ...jpeg, channels: 4 }), 8 * pixels);
    assert.equal(heldBytes({ ...jpeg, isProgressive: false }), 0);
    const png = await sharp(await picture().png().toBuffer()).metadata();
    assert.equal(heldBytes(png), 3 * 30 * 40 * 3, 'three of each of so few rows');
    assert.equal(heldBytes({ ...png, height: 500 }), 1500 * 40 * 3);
    assert.equal(heldBytes({ ...png, height: 5_000 }), 1500 * 40 * 3);
    assert.equal(heldBytes({ ...png, depth: 'ushort' }), 2 * 3 * 30 * 40 * 3);
    assert.equal(heldBytes({ ...png, orientation: 6 }), 3 * pixels, 'it is turned as a whole');
  });

  it('is bounded: an image that needs more is refused with what it takes and the way out', async () => {
    const folder = await mkdtemp(path.join(os.tmpdir(), 'showtell-memory-'));
    try {
      const file = path.join(folder, 'large.png');
      await writeFile(file, hollowPng(16_384, 16_384, true));
      await assert.rejects(
        decodeImage(file, 224),
        /PNG image takes 1074 MB of memory.*Make it smaller, or save it as a PNG that is not interlaced/,
      );
      await writeFile(file, hollowPng(16_384, 16_384, false));
      await assert.rejects(decodeImage(file, 224), /damaged/, 'row by row it may be as large');
      await writeFile(file, hollowPng(10_000_000, 24, false));
      const longRows = /PNG image takes 2880 MB of memory.*Make it smaller: a few of its rows alone/;
      await assert.rejects(decodeImage(file, 224), longRows, 'rows of 40 MB each');
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it('is bounded for several at a time: large ones wait for each other, small ones for nobody', async () => {
    const turns = new DecodingTurns();
    const order: string[] = [];
    let finish: () => void = () => undefined;
    const first = turns.take(mostHeldBytes, async () => {
      await new Promise<void>((done) => (finish = done));
      order.push('large');
    });
    const second = turns.take(mostHeldBytes, () => Promise.resolve(order.push('the next large')));
    await turns.take(0, () => Promise.resolve(order.push('small')));
    finish();
    await Promise.all([first, second]);
    assert.deepEqual(order, ['small', 'large', 'the next large']);
  });

  it('lets several decode beside each other as long as there is room for them', async () => {
    const turns = new DecodingTurns();
    const begun: string[] = [];
    const finish: (() => void)[] = [];
    const take = (name: string, part: number): Promise<void> =>
      turns.take(mostHeldBytes * part, async () => {
        begun.push(name);
        await new Promise<void>((done) => finish.push(done));
      });
    const all = [take('half', 0.5), take('a third', 0.3), take('too much', 0.4), take('behind it', 0.2)];
    await new Promise(setImmediate);
    assert.deepEqual(begun, ['half', 'a third']);
    finish.shift()?.();
    await all[0];
    await new Promise(setImmediate);
    assert.deepEqual(begun, ['half', 'a third', 'too much', 'behind it']);
    for (const done of finish) done();
    await Promise.all(all);
  });

  it('lets the next one decode when one cannot be', async () => {
    const turns = new DecodingTurns();
    await assert.rejects(turns.take(mostHeldBytes, () => Promise.reject(new Error('damaged'))));
    assert.equal(await turns.take(mostHeldBytes, () => Promise.resolve('whole')), 'whole');
  });
});
