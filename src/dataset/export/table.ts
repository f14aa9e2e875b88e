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

function* linesOf({ images, keys }: ExportPart): Generator<string> {
  const columns = [...keys.keys()];
  yield stringify([[...rowFields.map((field) => rowKeys[field]), ...columns]]);
  for (const { name, captions } of images) {
    for (const { row, others } of captions) {
      const own = rowFields.map((field) => (field === 'fileName' ? name : row[field]));
      // A lone CR ends a line for readers, too, so that such a caption stands in quotation marks.
      yield stringify([[...own, ...columns.map((key) => asText(others[key]) ?? '')]], { quoted_match: /\r/ });
    }
  }
}
