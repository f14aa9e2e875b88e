import assert from 'node:assert/strict';
import { Buffer } from 'node:buffer';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import sharp from 'sharp';
import { sizeInFile } from '../../../src/dataset/export/imageSize';
import { useTemporaryFolder } from '../temporaryFolder';
import '../../harness/propertySeed';

describe('The size that stands in an image', () => {
  const folder = useTemporaryFolder();

  function write(name: string, bytes: Uint8Array): string {
    const file = path.join(folder.path, name);
    writeFileSync(file, bytes);
    return file;
  }

  it('is found in each kind of image', async () => {
    for (const kind of ['jpeg', 'png', 'webp', 'gif', 'avif'] as const) {
      const image = sharp({ create: { width: 70, height: 30, channels: 3, background: 'red' } });
      const file = write(`image.${kind}`, await image.toFormat(kind).toBuffer());
      assert.deepEqual(await sizeInFile(file), { width: 70, height: 30 }, kind);
    }
  });

  it('is that of a JPEG itself, whatever cameras write before it, and not that of a thumbnail in there', async () => {
    const samples = readdirSync('samples').filter((name) => name.endsWith('.jpg'));
    const thumbnail = await sharp({ create: { width: 16, height: 8, channels: 3, background: 'red' } })
      .jpeg()
      .toBuffer();
    const notes = fc.array(fc.nat({ max: 60_000 }), { maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...samples), notes, async (name, lengths) => {
        const whole = readFileSync(path.join('samples', name));
        const segments = lengths.map((length) => {
          const content = Buffer.concat([thumbnail, Buffer.alloc(length, 0xff)]);
          const head = Buffer.from([0xff, 0xee, 0, 0]);
          head.writeUInt16BE(content.length + 2, 2);
          return Buffer.concat([head, content]);
        });
        const file = write('notes.jpg', Buffer.concat([whole.subarray(0, 2), ...segments, whole.subarray(2)]));
        const { width, height } = await sharp(whole).metadata();
        assert.deepEqual(await sizeInFile(file), { width, height });
      }),
      { numRuns: 40 },
    );
  });

  it('is nothing where there is no image, or none that is whole enough', async () => {
    const sample = readFileSync(path.join('samples', 'coffee.jpg'));
    for (const bytes of [Buffer.alloc(0), Buffer.from('no image'), sample.subarray(0, 100)])
      assert.equal(await sizeInFile(write('broken.jpg', bytes)), undefined);
    assert.equal(await sizeInFile(path.join(folder.path, 'missing.jpg')), undefined);
    assert.equal(await sizeInFile(folder.path), undefined);
  });
});
