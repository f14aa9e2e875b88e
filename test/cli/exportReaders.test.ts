import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { before, describe, it } from 'mocha';
import * as z from 'zod';
import { formatRow } from '../../src/dataset/document/edit';
import { installPackages, offlineEnvironment } from '../harness/pythonPackages';
import { windowsNameProblem } from '../../src/dataset/images/fileName';
import { oddnessOf, type OddCaption } from '../../src/dataset/export/oddCaptions';
import { readers } from '../dataset/huggingFaceDatasets';
import { useTemporaryFolder } from '../dataset/temporaryFolder';
import { writeRedImages } from './redImages';
import { runScripted } from './scriptedEngine';

const run = promisify(execFile);

/** What is hard to hold in a table, a line, a tar or JSON, or is easily taken for something else. */
const oddCaptions = [
  ...[
    'a\u2028b c\u2029d',
    'form\ffeed',
    'vertical\vtab',
    'a "quoted", comma; semi',
    'cr\rhere',
    'crlf\r\nthere',
    'lf\nline\n\nthree',
  ],
  ...[
    'tab\there',
    'שלום עולם',
    '\u202eabc\u202c',
    'bell\u0007 esc\u001b[0m us\u001f fs\u001c del\u007f nel\u0085x',
    '\u0001',
  ],
  ...[
    'word '.repeat(400).trim(),
    '  padded  ',
    'ends\n',
    '\nbegins',
    '\ufeffmark',
    '\ufffd',
    '\u200b',
    '\u{10ffff}',
    '👩‍👩‍👧 zwj',
  ],
  ...[
    'é',
    'e\u0301',
    '007',
    '7:05',
    '1e5',
    '1,5',
    '-',
    '2026-01-01',
    'true',
    'inf',
    'NaN',
    'null',
    'NULL',
    'None',
    'N/A',
    '=1+1',
  ],
  ...[
    '#comment',
    '\\',
    '\\n',
    '"',
    '""',
    "'",
    '"starts quoted" then',
    'a\\"b',
    'a|b',
    '<image>',
    '</s>',
    '{"a":1}',
    '[1]',
    '${x}',
    '%s',
  ],
];
/** Names that are hard to hold, and letters that a system may spell otherwise. */
const oddNames = [
  ...[
    'with space.png',
    '100%.png',
    '50%20off.png',
    'a#b.png',
    'ä nfc.png',
    'o\u0308 nfd.png',
    'nested/deep/er/x.png',
    "quote's.png",
  ],
  ...[
    'comma, semi;.png',
    '日本/写真.png',
    '-dash.png',
    'a&b.png',
    '[bracket].png',
    '{brace}.png',
    'e.x.t.png',
    'tilde~.png',
    'j+k.png',
  ],
  ...[
    'double  space.png',
    '=eq.png',
    '@at.png',
    '!x.png',
    '$dollar.png',
    '[f]/in.png',
    'a b/c d.png',
    'x{y}/z.png',
    '100%/p.png',
    '#h/i.png',
  ],
  ...[
    'question?.png',
    'star*.png',
    'colon:.png',
    '"quote".png',
    '\u202ertl.png',
    'line\u2028break.png',
    'tab\tname.png',
  ],
].filter((name) => process.platform !== 'win32' || windowsNameProblem(name) === undefined);

/** Of which captions a reader makes something else: those that an export names, and no others. */
const otherwise: Readonly<Record<string, OddCaption>> = {
  coco: 'breaks',
  txt: 'lines',
  kohya: 'lines',
  'csv in pandas, told nothing': 'missing',
  'csv in datasets': 'missing',
  'openai-chat in datasets': 'json',
};

const captions = ['a "dog", wet', 'two\nlines', 'ein Hund 🐕', '7:05', '強い犬'];
const size = [3, 4];

/** What each reader found: names and captions, or captions alone; or what went wrong. */
const lettersSchema = z.record(z.string(), z.union([z.string(), z.array(z.unknown())]));

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

  /** What a script found in the folder. */
  async function read(script: string): Promise<unknown> {
    const cache = join(folder.path, 'cache');
    mkdirSync(cache);
    const { stdout } = await run(python.command, [join('test', 'cli', script), folder.path, cache], {
      env: offlineEnvironment(python.env, cache),
      maxBuffer: 1 << 26,
    });
    return JSON.parse(stdout);
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

    const found = z.record(z.string(), z.unknown()).parse(await read('readers.py'));
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

  it('find every letter under the name of its image, but for what the export names', async () => {
    const images = new Map(oddCaptions.map((caption, at) => [oddNames[at] ?? `plain ${at}.png`, caption]));
    await writeRedImages(join(folder.path, 'set'), ...images.keys());
    const made = { suggestion: '', status: 'written', model: '', updated: '2026-01-01T00:00:00.001Z' } as const;
    const rows = Array.from(images, ([fileName, text]) => `${formatRow({ fileName, text, ...made })}\n`);
    writeFileSync(join(folder.path, 'set', 'metadata.jsonl'), rows.join(''));
    const files = {
      csv: 'captions.csv',
      jsonl: 'rows.jsonl',
      parquet: 'captions.parquet',
      trl: 'trl.parquet',
      coco: 'coco.json',
    };
    const chats = {
      llava: 'llava.json',
      paligemma: 'paligemma.jsonl',
      'openai-chat': 'chats.jsonl',
      kohya: 'kohya.json',
    };
    const folders = { imagefolder: 'imagefolder', webdataset: 'shards', txt: 'txt' };
    for (const [format, out] of Object.entries({ ...files, ...chats, ...folders })) await exported(format, out);
    await exported('card', 'card', '--images', 'copy');

    const found = lettersSchema.parse(await read('letterReaders.py'));

    for (const [reader, pairs] of Object.entries(found)) {
      assert.ok(typeof pairs !== 'string', `${reader}: ${String(pairs)}`);
      const named = pairs.map((pair, at): [string, unknown] =>
        Array.isArray(pair) && pair.length === 2
          ? [String(pair[0]).replace(/^set\//u, ''), pair[1]]
          : [[...images.keys()][at], pair],
      );
      const odd = otherwise[reader];
      const isOdd = (name: string): boolean =>
        odd !== undefined && [...oddnessOf(images.get(name) ?? '')].includes(odd);
      assert.deepEqual(
        new Map(named.filter(([name]) => !isOdd(name)).sort()),
        new Map(
          Array.from(images, ([name, caption]): [string, unknown] => [name, plainly(reader, caption)])
            .filter(([name]) => !isOdd(name))
            .sort(),
        ),
        reader,
      );
      const others = named.filter(([name]) => isOdd(name));
      assert.equal(others.length > 0, odd !== undefined, reader);
      for (const [name, caption] of others) assert.notEqual(caption, images.get(name), reader);
    }
  });
});

/** A format that has a caption on one line has no spaces around it, and COCO's scorers know line feeds alone. */
function plainly(reader: string, caption: string): string {
  if (reader === 'coco') return caption.replaceAll('\r\n', '\n');
  return reader === 'txt' || reader === 'kohya' ? caption.trim() : caption;
}
