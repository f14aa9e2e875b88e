import assert from 'node:assert/strict';
import { linkSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'mocha';
import { charactersParsed, tenfold } from '../harness/countedWork';
import { useTemporaryFolder } from '../dataset/temporaryFolder';
import { writeRedImages } from './redImages';
import { runScripted } from './scriptedEngine';

describe('With ten times the images', function () {
  this.timeout(120_000);
  const folder = useTemporaryFolder();

  /** A folder with so many images, and a caption for each. */
  async function dataset(images: number): Promise<string> {
    const place = path.join(folder.path, `of-${images}`);
    mkdirSync(place, { recursive: true });
    await writeRedImages(place, '0.png');
    for (let image = 1; image < images; image++) linkSync(path.join(place, '0.png'), path.join(place, `${image}.png`));
    const rows = Array.from({ length: images }, (_, image) => ({
      file_name: `${image}.png`,
      text: `caption ${image}`,
    }));
    const file = path.join(place, 'metadata.jsonl');
    writeFileSync(file, rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
    return file;
  }

  /** How many characters of JSON a command reads, of a small dataset and of one that is ten times as large. */
  async function growth(args: (file: string) => string[]): Promise<[few: number, many: number]> {
    const parsed = async (images: number): Promise<number> => {
      const file = await dataset(images);
      return charactersParsed(async () => {
        const { status, stderr } = await runScripted(args(file), () => '');
        assert.equal(status, 0, stderr);
      });
    };
    return [await parsed(50), await parsed(500)];
  }

  const outputs = { csv: 'out.csv', coco: 'out.json', jsonl: 'out.jsonl', txt: 'texts' };
  for (const [to, out] of Object.entries(outputs))
    it(`showtell export --to ${to} reads the rows as often`, async () => {
      const [few, many] = await growth((file) => [
        ...['export', file, '--to', to, '--out', path.join(path.dirname(file), out)],
      ]);
      assert.ok(few > 0 && many <= tenfold * few, `${few}, and ${many}`);
    });

  it('showtell check reads the rows as often', async () => {
    const [few, many] = await growth((file) => ['check', file]);
    assert.ok(few > 0 && many <= tenfold * few, `${few}, and ${many}`);
  });

  it('showtell import reads the captions as often', async () => {
    const [few, many] = await growth((file) => [
      ...['import', file, '--from', 'jsonl', '--out', path.join(path.dirname(file), 'new.captions.jsonl')],
    ]);
    assert.ok(few > 0 && many <= tenfold * few, `${few}, and ${many}`);
  });

  it('showtell caption asks for each image once', async () => {
    for (const images of [5, 50]) {
      const place = path.dirname(await dataset(images));
      const { asked } = await runScripted(['caption', place, '--out', path.join(place, 'said.jsonl')], () => 'a cat');
      assert.equal(asked.length, images);
      assert.equal(new Set(asked).size, images);
    }
  });
});
