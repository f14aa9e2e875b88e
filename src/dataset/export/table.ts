import { stringify } from 'csv-stringify/sync';
import { asText } from '../otherKeys';
import { rowFields, rowKeys } from '../row';
import type { ExportFormat, ExportPart } from './exportFormat';
import { allExtras } from './rowLines';
import { writePieces } from './writeText';

/** A table with a row for each caption. */
export const table: ExportFormat = {
  ending: '.csv',
  images: 'reference',
  holds: allExtras,
  several: true,
  files: (part) => [{ name: `${part.stem}.csv`, write: (path) => writePieces(path, linesOf(part)) }],
};

/** Rows that are made text of at a time. */
const atOnce = 1_000;

function* linesOf({ images, keys }: ExportPart): Generator<string> {
  const columns = [...keys.keys()];
  yield stringify([[...rowFields.map((field) => rowKeys[field]), ...columns]]);
  let waiting: string[][] = [];
  for (const { name, captions } of images) {
    for (const { row, others } of captions) {
      const own = rowFields.map((field) => (field === 'fileName' ? name : row[field]));
      waiting.push([...own, ...columns.map((key) => asText(others[key]) ?? '')]);
    }
    if (waiting.length < atOnce) continue;
    yield textOf(waiting);
    waiting = [];
  }
  yield textOf(waiting);
}

/** A lone CR ends a line for readers, too, so that such a caption stands in quotation marks. */
function textOf(rows: readonly string[][]): string {
  return stringify([...rows], { quoted_match: /\r/ });
}
