import assert from 'node:assert/strict';
import { parse } from 'csv-parse/sync';
import { describe, it } from 'mocha';
import * as z from 'zod';
import { tableRecords, type TableRecord } from '../../../src/dataset/import/tableRecords';
import { seededRandom } from '../../../src/dataset/collections/random';

const cells: readonly string[] = [
  ...['', 'a.png', 'a dog', '"a dog"', '"a, b; c"', '"two⏎lines"', '"he said ""no"""', '""', '""""'],
  ...["it's", 'a "wet" dog', 'wet "dog"', '"dog" wet', ' "a"', 'a\tb', '강아지', ' '],
];

/** As csv-parse alone reads it. */
function expected(text: string, delimiter: string): unknown {
  const records: unknown[] = [];
  try {
    parse(text, {
      ...{ delimiter, relax_column_count: true, skip_empty_lines: true, relax_quotes: true },
      ...(delimiter === '\t' || delimiter === '|' ? { quote: null } : {}),
      ...(delimiter === '|' ? { trim: true } : {}),
      on_record: (record: unknown, { lines }) =>
        void records.push({ record: z.array(z.string()).parse(record), line: lines }),
    });
    return records;
  } catch {
    return 'no table';
  }
}

/** A text in parts of a length. */
// eslint-disable-next-line @typescript-eslint/require-await -- files are read so
async function* partsOf(text: string, length: number): AsyncGenerator<string> {
  for (let at = 0; at < text.length; at += length) yield text.slice(at, at + length);
}

async function read(text: string, length: number): Promise<TableRecord[]> {
  const records: TableRecord[] = [];
  for await (const some of tableRecords('t.csv', partsOf(text, length))) records.push(...some);
  return records;
}

function withoutLines(records: unknown): unknown {
  return Array.isArray(records) ? z.array(z.object({ record: z.array(z.string()) })).parse(records) : records;
}

describe('The records of a table', () => {
  it('are those that csv-parse finds, on the same lines, whatever stands in quotation marks and wherever a part of it ends', async () => {
    const random = seededRandom(22);
    const one = <Value>(of: readonly Value[]): Value => of[Math.floor(random() * of.length)];
    for (let table = 0; table < 2_000; table++) {
      const delimiter = one([',', ';', '\t', '|']);
      const ending = one(['\n', '\r\n']);
      // Mostly tables without any cell that leaves doubt.
      const plain = random() < 0.5 ? cells.filter((cell) => /^"|^[^"]*$/.test(cell) && cell !== '"dog" wet') : cells;
      const rows = Array.from({ length: Math.floor(random() * 8) }, () =>
        random() < 0.1 ? '' : [one(plain), one(plain), ...(random() < 0.2 ? [one(plain)] : [])].join(delimiter),
      );
      const text = ([`image${delimiter}caption`, ...rows].join('⏎') + one(['', '⏎'])).replaceAll('⏎', ending);
      // csv-parse counts two lines where one ends as on Windows within quotation marks.
      const compared = (records: unknown): unknown => (ending === '\n' ? records : withoutLines(records));
      const found = await read(text, 1 + Math.floor(random() * 40)).catch(() => 'no table');
      assert.deepEqual(compared(found), compared(expected(text, delimiter)), JSON.stringify(text));
    }
  });

  it('names the line of the file where a quotation mark is not closed', async () => {
    const text = 'image,caption\na.png,a\n\nb.png,"b\nc.png,c\n';
    await assert.rejects(read(text, 7), /t\.csv is no table that can be read: .* at line 5/u);
  });
});
