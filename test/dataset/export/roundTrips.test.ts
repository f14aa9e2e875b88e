import assert from 'node:assert/strict';
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { linesOfText } from '../../../src/dataset/document/datasetLines';
import { readLines } from '../../../src/dataset/document/document';
import { formatRow } from '../../../src/dataset/document/edit';
import { exportDataset } from '../../../src/dataset/export/exportDataset';
import { exportFormats, type ExportFormatName } from '../../../src/dataset/export/exportFormats';
import { oneLine } from '../../../src/dataset/export/writeText';
import { groupBy } from '../../../src/dataset/collections/groupBy';
import { datasetText, importInto } from '../../../src/dataset/import/importCaptions';
import { recogniseFormat } from '../../../src/dataset/import/recogniseFormat';
import { isStatus, type Row } from '../../../src/dataset/rows/row';
import '../../harness/propertySeed';

/** What no UTF-8 holds, or a reader of lines has to break at, is a matter of its own: see `anyText`. */
const caption = fc
  .oneof(
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }),
    fc.constantFrom(
      ...[
        'a "quoted" dog',
        'one\ntwo',
        'a\r\nb',
        "it's 7:05",
        'a, b; c\td|e',
        '강아지 한 마리',
        'ein Hund 🐕‍🦺',
        '\\',
        '"',
        "'",
        '#0',
        '-',
      ],
      ...['null', 'true', '1.0', '2026-01-01', '{"a":1}', '<image>', 'a\u2028b', 'é', '=1+1'],
    ),
  )
  .filter((text) => text.trim() === text && text !== '');

const row = fc.record({
  image: fc.nat({ max: 5 }),
  text: caption,
  status: fc.constantFrom(
    'accepted' as const,
    'edited' as const,
    'written' as const,
    'excluded' as const,
    'suggested' as const,
  ),
});
// Each is written and read by all formats, with its images.
const dataset = fc.array(row, { maxLength: 12, size: 'small' });
type GivenRow = typeof row extends fc.Arbitrary<infer Value> ? Value : never;

/** In folders, with dots, spaces and letters that a system may spell otherwise. */
const names = ['a.png', 'sub/a 2.png', 'sub/deep/b.v2.png', 'ü.png', '강.png', 'photo-test-1.png'];

/** The captions that a reader finds again, by image. */
type Captions = [string, string[]][];

function toRow({ image, text, status }: GivenRow): Row {
  const suggestion = status === 'accepted' || status === 'suggested' ? text : '';
  return { fileName: names[image], text, suggestion, status, model: '', updated: '2026-01-02T03:04:05.006Z' };
}

function captionsOf(rows: readonly Row[]): Captions {
  const byImage = groupBy(rows, ({ fileName }) => fileName);
  return Array.from(byImage, ([name, group]): [string, string[]] => [
    name,
    [...new Set(group.map(({ text }) => text))],
  ]).sort(([one], [other]) => (one < other ? -1 : 1));
}

/** What a format makes of captions on purpose; docs/export.md says so of each. */
function asHeld(format: ExportFormatName, captions: Captions): Captions {
  const change = (text: string): string => {
    if (format === 'txt' || format === 'kohya') return oneLine(text);
    if (format === 'coco')
      return text.replaceAll('\r\n', '\n').replaceAll(/[\r\v\f\u001c-\u001e\u0085\u2028\u2029]+/g, ' ');
    return text;
  };
  const first = format === 'txt' || format === 'kohya';
  return captions.map(([name, texts]) => [name, [...new Set((first ? texts.slice(0, 1) : texts).map(change))]]);
}

/** Exports a dataset, and imports it into an empty one of the same images. */
async function thereAndBack(
  format: ExportFormatName,
  rows: readonly Row[],
  folder: string,
): Promise<{ found: Row[]; problems: unknown }> {
  const { ending } = exportFormats[format] as { ending?: string };
  const out = path.join(folder, 'out', ending === undefined ? '' : `captions${ending}`);
  const lines = linesOfText(rows.map((one) => `${formatRow(one)}\n`).join(''));
  await exportDataset({
    ...{ dataset: path.join(folder, 'set', 'metadata.jsonl'), lines, format, out },
    ...{
      withUndecided: false,
      withExcluded: false,
      placement: format === 'imagefolder' || format === 'card' ? 'copy' : 'reference',
    },
  });
  const inFolder: Partial<Record<ExportFormatName, string>> = {
    imagefolder: 'train/metadata.jsonl',
    card: 'decided-train.jsonl',
  };
  const from = path.join(out, inFolder[format] ?? '');
  if (!existsSync(from)) return { found: [], problems: [] };
  const again = path.join(folder, 'again');
  cpSync(path.join(folder, 'set'), again, { recursive: true });
  const imported = path.join(again, 'imported.captions.jsonl');
  const plan = await importInto({
    ...{ from, format: (await recogniseFormat(from)) ?? 'jsonl', dataset: imported },
    ...{ before: '', overwrite: false, asSuggestions: false, model: '', now: new Date(0).toISOString() },
  });
  const found = readLines(await datasetText(imported)).flatMap((line) => line.row ?? []);
  const { problems, withoutImage, unclear, blank } = plan;
  return { found, problems: [problems, withoutImage, unclear, blank].map(({ first }) => first) };
}

describe('What is exported and imported again', function () {
  this.timeout(120_000);

  for (const format of Object.keys(exportFormats) as ExportFormatName[]) {
    it(`is the same captions of the same images, without what is excluded or not decided: ${format}`, async () => {
      await fc.assert(
        fc.asyncProperty(dataset, async (given) => {
          const folder = mkdtempSync(path.join(tmpdir(), 'showtell-round-'));
          try {
            names.forEach((name, at) => {
              mkdirSync(path.dirname(path.join(folder, 'set', name)), { recursive: true });
              writeFileSync(path.join(folder, 'set', name), `image ${at}`);
            });
            const rows = given.map(toRow);
            const { found, problems } = await thereAndBack(format, rows, folder);
            const wanted = rows.filter(({ status }) => status !== 'excluded' && status !== 'suggested');
            if (found.length === 0 && wanted.length === 0) return;
            assert.deepEqual(problems, [[], [], [], []]);
            assert.deepEqual(captionsOf(found), asHeld(format, captionsOf(wanted)));
            assert.ok(found.every(({ status }) => isStatus(status)));
          } finally {
            rmSync(folder, { recursive: true, force: true });
          }
        }),
        { numRuns: 30 },
      );
    });
  }
});
