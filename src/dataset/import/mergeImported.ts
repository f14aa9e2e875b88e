import type { TextEdit } from '../document/edit';
import { RowFormat } from '../document/otherKeys';
import type { ImportedRow } from './importedRow';
import { RowMerge, type MergedLines } from './rowMerge';

/** What an import makes of a dataset that is held in memory. `edits` has what comes behind its text, too. */
export type MergedRows = MergedLines;

/** Puts rows into the text of a dataset: see {@link RowMerge}. All other lines stay as they are, byte for byte. */
export function mergeImported(text: string, rows: readonly ImportedRow[], overwrite: boolean): MergedRows {
  const appended: ImportedRow[] = [];
  const merge = new RowMerge(text, overwrite, (row) => appended.push(row));
  const images = new Set<string>();
  for (const row of rows) {
    merge.add(row, !images.has(row.row.fileName));
    images.add(row.row.fileName);
  }
  const merged = merge.end();
  const format = new RowFormat(merged.keys);
  const lines = appended.map(({ row, others, isStructured }) => format.lineOf(row, others, isStructured));
  return { ...merged, edits: [...merged.edits, ...endingEdits(text, lines)] };
}

/** The edit that puts lines behind a text, if there are any. */
function endingEdits(text: string, lines: readonly string[]): TextEdit[] {
  if (lines.length === 0) return [];
  const { before, ending } = joinOf(text);
  return [{ start: text.length, end: text.length, text: `${before}${lines.join(ending)}${ending}` }];
}

/** What comes between a text and the first line behind it, and what ends each line. */
export function joinOf(text: string): { before: string; ending: string } {
  const ending = /\r\n|\n|\r/.exec(text)?.[0] ?? '\n';
  const isOpen = text !== '' && text !== '\uFEFF' && !/[\r\n]$/.test(text.slice(-1));
  return { before: isOpen ? ending : '', ending };
}
