import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'mocha';
import sharp from 'sharp';
import { useTemporaryFolder } from '../../dataset/temporaryFolder';
import { runHere } from '../runHere';

describe('showtell check, of images', function () {
  this.timeout(60_000);
  const folder = useTemporaryFolder();
  let jpeg: Buffer;

  before(async () => {
    jpeg = await sharp(join('samples', 'cat.jpg')).jpeg().toBuffer();
  });

  /** @returns the names of the images that something is said of */
  async function condemned(images: Record<string, Buffer>, ...args: string[]): Promise<string[]> {
    const names = Object.keys(images);
    for (const name of names) writeFileSync(join(folder.path, name), images[name] ?? '');
    const path = join(folder.path, 'metadata.jsonl');
    writeFileSync(path, names.map((name) => `${JSON.stringify({ file_name: name, text: 'x' })}\n`).join(''));
    const { stdout } = await runHere(['check', ...args, path]);
    return stdout.split('\n').flatMap((line) => {
      const number = /metadata\.jsonl:(\d+):/.exec(line)?.[1];
      return number === undefined ? [] : [names[Number(number) - 1] ?? ''];
    });
  }

  /** A JPEG with segments of metadata behind its first two bytes, as press profiles and maker notes are. */
  const withMetadata = (bytes: number): Buffer => {
    const segments: Buffer[] = [];
    for (let left = bytes; left > 0; left -= 65_533) {
      const length = Math.min(left, 65_533);
      const head = Buffer.from([0xff, 0xed, 0, 0]);
      head.writeUInt16BE(length + 2, 2);
      segments.push(head, Buffer.alloc(length, 7));
    }
    return Buffer.concat([jpeg.subarray(0, 2), ...segments, jpeg.subarray(2)]);
  };

  const cut = async (format: 'jpeg' | 'png' | 'webp' | 'gif' | 'avif', share: number): Promise<Buffer> => {
    const whole = await sharp(join('samples', 'cat.jpg')).resize(300).toFormat(format).toBuffer();
    return whole.subarray(0, Math.floor(whole.length * share));
  };

  it('finds those that are cut off, whatever their format', async () => {
    const images: Record<string, Buffer> = {};
    for (const format of ['jpeg', 'png', 'webp', 'gif', 'avif'] as const)
      for (const share of [0.5, 0.9]) images[`${share}.${format}`] = await cut(format, share);
    images['end.jpeg'] = jpeg.subarray(0, -100);
    images['marker.jpeg'] = jpeg.subarray(0, -2);
    images['zeros.jpeg'] = Buffer.concat([jpeg.subarray(0, -1000), Buffer.alloc(1000)]);
    assert.deepEqual(await condemned(images), Object.keys(images));
  });

  it('condemns no JPEG for a long head or stray bytes', async () => {
    const secondSegment = 2 + 2 + jpeg.readUInt16BE(4);
    const stray = Buffer.concat([jpeg.subarray(0, secondSegment), Buffer.alloc(5), jpeg.subarray(secondSegment)]);
    assert.deepEqual(
      await condemned({
        '100-kB.jpg': withMetadata(100_000),
        '600-kB.jpg': withMetadata(600_000),
        '3-MB.jpg': withMetadata(3_000_000),
        'stray.jpg': stray,
        'trailing.jpg': Buffer.concat([jpeg, Buffer.alloc(200_000, 1)]),
      }),
      [],
    );
  });

  it('looks at heads only with --quick', async () => {
    const images = { 'cut.jpg': jpeg.subarray(0, 2_000), 'text.jpg': Buffer.from('hello') };
    assert.deepEqual(await condemned(images, '--quick'), ['text.jpg']);
  });
});
