import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { after, before, describe, it } from 'mocha';
import { imagesToExport } from '../../src/dataset/export/imagesToExport';
import { FileLines } from '../../src/dataset/document/fileLines';
import { planImport } from '../../src/dataset/import/importCaptions';
import { recogniseFormat } from '../../src/dataset/import/recogniseFormat';

/** What one more row may take of the heap, and outside of it. A row as an object takes some 700. */
const [mostOnHeap, mostOutside] = [60, 160];

function memory(): { heap: number; outside: number } {
  setFlagsFromString('--expose-gc');
  runInNewContext('gc()');
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return { heap: heapUsed, outside: arrayBuffers };
}

describe('Of each row of a million', function () {
  this.timeout(120_000);
  const [few, many] = [6_000, 24_000];
  let folder: string;

  // The images are the same for all: to make and to remove them takes longer than to read the rows.
  before(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'showtell-rows-'));
    for (const count of [few, many]) {
      mkdirSync(folderOf(count));
      for (let at = 0; at < count; at++) writeFileSync(path.join(folderOf(count), `${at}.jpg`), '');
    }
  });
  after(() => rmSync(folder, { recursive: true }));

  const folderOf = (count: number): string => path.join(folder, `of-${count}`);

  const row = (at: number) => ({ image: `${at}.jpg`, caption: `somebody walks a dog past house ${at}, and looks on` });
  const contents: Record<string, (count: number) => string> = {
    'rows.jsonl': (count) => Array.from({ length: count }, (_, at) => `${JSON.stringify(row(at))}\n`).join(''),
    'rows.csv': (count) =>
      `image,caption\n${Array.from({ length: count }, (_, at) => `${at}.jpg,"${row(at).caption}"\n`).join('')}`,
    'rows.json': (count) =>
      JSON.stringify(
        Array.from({ length: count }, (_, at) => ({
          image: `${at}.jpg`,
          conversations: [{ from: 'gpt', value: row(at).caption }],
        })),
      ),
    'kohya.json': (count) =>
      JSON.stringify(
        Object.fromEntries(Array.from({ length: count }, (_, at) => [`${at}.jpg`, { caption: row(at).caption }])),
      ),
    'coco.json': (count) =>
      JSON.stringify({
        images: Array.from({ length: count }, (_, at) => ({ id: at, file_name: `${at}.jpg` })),
        annotations: Array.from({ length: count }, (_, at) => ({ id: at, image_id: at, caption: row(at).caption })),
      }),
    'karpathy.json': (count) =>
      JSON.stringify({
        images: Array.from({ length: count }, (_, at) => ({
          filename: `${at}.jpg`,
          sentences: [{ raw: row(at).caption }],
        })),
      }),
  };

  async function assertFlat(measure: (count: number) => Promise<{ heap: number; outside: number }>): Promise<void> {
    await measure(few); // what is compiled and loaded then stays
    const [less, more] = [await measure(few), await measure(many)];
    const heap = (more.heap - less.heap) / (many - few);
    const outside = (more.outside - less.outside) / (many - few);
    assert.ok(heap < mostOnHeap && outside < mostOutside, `${heap} bytes on the heap, ${outside} outside of it`);
  }

  for (const [name, contentOf] of Object.entries(contents))
    it(`an import keeps its image and what tells the caption from others, and not the row: ${name}`, () =>
      assertFlat(async (count) => {
        const from = path.join(folderOf(count), name);
        writeFileSync(from, contentOf(count));
        let rows = 0;
        let last: ReturnType<typeof memory> | undefined;
        const appended = (): void => {
          if (++rows === count) last = memory();
        };
        const format = (await recogniseFormat(from)) ?? 'txt';
        const dataset = path.join(folderOf(count), 'metadata.jsonl');
        const how = { overwrite: false, asSuggestions: false, model: '', now: '', mostTold: 20 };
        await planImport({ from, format, dataset, before: '', ...how }, { appended });
        assert.ok(last, `${rows} rows`);
        return last;
      }));

  it('an export keeps where it stands, and not the row', () =>
    assertFlat(async (count) => {
      const place = folderOf(count);
      const dataset = path.join(place, 'metadata.jsonl');
      const line = (at: number): string =>
        `${JSON.stringify({ file_name: `${at}.jpg`, text: row(at).caption, status: 'written' })}\n`;
      writeFileSync(dataset, Array.from({ length: count }, (_, at) => line(at)).join(''));
      const lines = await FileLines.open(dataset);
      try {
        const found = await imagesToExport(lines, place, { withUndecided: false, withExcluded: false });
        const kept = memory();
        assert.equal(found.images.length, count);
        return kept;
      } finally {
        await lines.close();
      }
    }));
});
