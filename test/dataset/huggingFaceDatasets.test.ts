import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, it } from 'mocha';
import sharp from 'sharp';
import { appendRow, applyEdit, editRow } from '../../src/dataset/document/edit';
import { readDatasetFile, writeDatasetFile } from '../../src/dataset/document/file';
import { rowFields, rowKeys, type Row } from '../../src/dataset/rows/row';
import { loadImageFolder } from './huggingFaceDatasets';
import { useTemporaryFolder } from './temporaryFolder';

/** The row as the columns of the file. */
function columnsOf(row: Row): Record<string, string> {
  return Object.fromEntries(
    rowFields.filter((field) => field !== 'fileName').map((field) => [rowKeys[field], row[field]]),
  );
}

describe('Hugging Face datasets', function () {
  this.timeout(300_000);
  const folder = useTemporaryFolder();

  async function createImage(name: string, width: number): Promise<void> {
    mkdirSync(join(folder.path, name, '..'), { recursive: true });
    const image = sharp({ create: { width, height: 4, channels: 3, background: 'red' } });
    writeFileSync(join(folder.path, name), await image.png().toBuffer());
  }

  before(async () => {
    // Installs the packages once, so that the time of the tests is their own.
    await loadImageFolder('/nonexistent').catch((error: unknown) => assert.doesNotMatch(String(error), /needs|pip/));
  });

  it('loads what Showtell wrote: every row with its image, all columns text', async () => {
    const path = join(folder.path, 'metadata.jsonl');
    const rows: Row[] = [
      {
        fileName: 'a.png',
        text: 'A "dog"\nruns',
        suggestion: 'a cat',
        status: 'edited',
        model: 'm',
        updated: '2026-01-01T00:00:00.000Z',
      },
      {
        fileName: 'sub/ü 1.png',
        text: 'Ein Hund 🐕\u2028läuft',
        suggestion: '',
        status: 'written',
        model: '',
        updated: '2026-01-01T00:00:00.001Z',
      },
      {
        fileName: 'a.png',
        text: '',
        suggestion: '',
        status: 'excluded',
        model: '',
        updated: '2026-01-01T00:00:00.002Z',
      },
    ];
    let text = '';
    for (const row of rows) {
      text = applyEdit(text, appendRow(text, row));
    }
    await createImage('a.png', 3);
    await createImage('sub/ü 1.png', 5);
    await writeDatasetFile(path, text);

    const loaded = await loadImageFolder(folder.path);

    assert.deepEqual(
      loaded.rows.map(({ row }) => row),
      rows.map(columnsOf),
    );
    assert.deepEqual(
      loaded.rows.map(({ width }) => width),
      [3, 5, 3],
    );
    const { image, ...columns } = loaded.columns;
    assert.match(image ?? '', /^Image/);
    assert.deepEqual(new Set(Object.values(columns)), new Set(["Value('string')"]));
  });

  it('loads a file of another tool after a row of it was edited, with its own columns', async () => {
    const path = join(folder.path, 'metadata.jsonl');
    await createImage('a.png', 3);
    await createImage('b.png', 5);
    writeFileSync(
      path,
      '{"file_name": "./a.png", "text": "old", "score": 1.50}\r\n{"file_name": "b.png", "text": "B", "score": 2.0}\r\n',
    );
    const { text, lines } = await readDatasetFile(path);
    const [first] = lines;
    assert.ok(first);
    await writeDatasetFile(path, applyEdit(text, editRow(text, first, { text: 'new', status: 'edited' })));

    const loaded = await loadImageFolder(folder.path);

    assert.deepEqual(
      loaded.rows.map(({ row }) => row),
      [
        { text: 'new', score: 1.5, status: 'edited' },
        { text: 'B', score: 2, status: null },
      ],
    );
  });
});
