import { asText } from '../document/otherKeys';
import { rowFields, rowKeys } from '../rows/row';
import type { ExportFormat, ExportPart } from './exportFormat';
import { allExtras } from './rowLines';
import { writePieces } from './writeText';

/** A table with a row for each caption. */
export const table: ExportFormat = {
  ending: '.csv',
  images: 'reference',
  holds: allExtras,
  odd: ['missing'],
  several: true,
  files: (part) => [{ name: `${part.stem}.csv`, write: (path) => writePieces(path, linesOf(part)) }],
};

function* linesOf({ images, keys }: ExportPart): Generator<string> {
  const columns = [...keys.keys()];
  yield tableLine([...rowFields.map((field) => rowKeys[field]), ...columns]);
  for (const { name, captions } of images) {
    for (const { row, others } of captions) {
      const { text, suggestion, status, model, updated } = row;
      const own = [name, text, suggestion, status, model, updated];
      yield tableLine(columns.length === 0 ? own : [...own, ...columns.map((key) => asText(others[key]) ?? '')]);
    }
  }
}

/** What cannot stand in a table without quotation marks; a lone CR ends a line for readers, too. */
const special = /[",\n\r]/;

/** A record of CSV (RFC 4180), with a line feed behind it. */
export function tableLine(fields: readonly string[]): string {
  let line = '';
  for (const [at, field] of fields.entries()) line += at === 0 ? inTable(field) : `,${inTable(field)}`;
  return `${line}\n`;
}

function inTable(field: string): string {
  return special.test(field) ? `"${field.replaceAll('"', '""')}"` : field;
}
