import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { before, describe, it } from 'mocha';
import * as z from 'zod';
import { installPackages, offlineEnvironment } from '../harness/pythonPackages';
import { readers } from '../dataset/huggingFaceDatasets';
import { useTemporaryFolder } from '../dataset/temporaryFolder';
import { writeRedImages } from './redImages';
import { runScripted } from './scriptedEngine';

const run = promisify(execFile);

const captions = ['a "dog", wet', 'two\nlines', 'ein Hund 🐕', '7:05', '強い犬'];
const size = [3, 4];

describe('The real readers', function () {
  this.timeout(600_000);
  const folder = useTemporaryFolder();
  let python: Awaited<ReturnType<typeof installPackages>>;

  before(async () => {
    python = await installPackages(readers);
  });

  async function exported(format: string, out: string, ...args: string[]): Promise<void> {
    const all = ['export', join(folder.path, 'set', 'metadata.jsonl'), '--to', format, '--out', join(folder.path, out)];
    const { status, stderr } = await runScripted([...all, ...args], () => '');
    assert.equal(status, 0, stderr);
  }

  it('find the captions of every export, and the images', async () => {
    // Names that readers of folders would take for splits, or end at the first dot.
    const names = ['a.v2.png', 'photo-test-1.png', 'dev/c.png', 'val.png', 'sub/ü 1.png'];
    await writeRedImages(join(folder.path, 'set'), ...names, 'excluded.png');
    const row = (file: string, text: string, status: string): string =>
      `${JSON.stringify({ file_name: file, text, suggestion: '', status, model: '', updated: '2026-01-01T00:00:00.001Z' })}\n`;
    const rows = names.map((name, at) => row(name, captions[at], 'written'));
    // A key that only one split has a value for: readers want the same ones in all.
    rows[0] = rows[0].replace('}\n', ',"tags":"wet"}\n');
    writeFileSync(
      join(folder.path, 'set', 'metadata.jsonl'),
      rows.join('') + row('excluded.png', 'not this', 'excluded'),
    );
    await exported('imagefolder', 'imagefolder');
    await exported('imagefolder', 'splits', '--splits', '60/20/20');
    await exported('parquet', 'captions.parquet');
    await exported('trl', 'trl.parquet');
    await exported('webdataset', 'shards');
    await exported('coco', 'coco.json');
    await exported('csv', 'captions.csv');
    await exported('jsonl', 'rows.jsonl');
    await exported('txt', 'txt');
    await exported('llava', 'llava.json');
    await exported('paligemma', 'paligemma.jsonl');
    await exported('openai-chat', 'chat.jsonl');
    await exported('card', 'card', '--images', 'copy', '--splits', '60/20/20');
    await exported('card', 'set');
    const cache = join(folder.path, 'cache');
    mkdirSync(cache);

    const { stdout } = await run(python.command, [join('test', 'cli', 'readers.py'), folder.path, cache], {
      env: offlineEnvironment(python.env, cache),
      maxBuffer: 1 << 26,
    });

    const found = z.record(z.string(), z.unknown()).parse(JSON.parse(stdout));
    const withSize = captions.map((caption) => [caption, size]);
    const samples = captions.map((caption) => [caption, size, [caption]]);
    assert.deepEqual(found, {
      imagefolder: withSize,
      'imagefolder as diffusers loads it': withSize,
      splits: { train: 3, validation: 1, test: 1 },
      card: withSize,
      'card with splits': { train: 3, validation: 1, test: 1 },
      parquet: withSize,
      'parquet in pandas': captions,
      'parquet in polars': captions,
      'parquet in duckdb': captions,
      trl: captions.map((caption) => [caption, size, 'image']),
      'webdataset of datasets': samples,
      webdataset: captions.map((caption) => [caption, size, [caption]]),
      coco: withSize,
      'csv in pandas': captions,
      'csv in polars': captions,
      'csv in duckdb': captions,
      'jsonl in pandas': captions,
      'jsonl in polars': captions,
      llava: captions.map((caption) => [caption, size, 1, 'gpt']),
      paligemma: captions.map((caption) => [caption, size, 'caption en']),
      'openai-chat': captions.map((caption) => [caption, ['text', 'image_url']]),
      txt: [['a "dog", wet\n'], ['two lines\n'], ['7:05\n']],
    });
  });
});
