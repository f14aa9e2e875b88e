import { readLine, readLines, type DatasetLine } from '../document';
import { applyEdit, editRow, removeRow, type TextEdit } from '../edit';
import { imageKey } from '../fileName';
import { groupBy } from '../groupBy';
import { formatRowWithOthers, otherKeys } from '../otherKeys';
import { captionOf, isDecided } from '../row';
import { splitCaptions } from '../splitCaptions';
import type { ImportedRow } from './importedRow';

/** What an import makes of a dataset. */
export interface MergedRows {
  /** What changes in its text, in the order of places. */
  edits: TextEdit[];
  /** The lines that are new or other than before. */
  written: string[];
  /** Images that had no caption. */
  added: string[];
  /** Images whose caption, or suggestion, was replaced. */
  replaced: string[];
  /** Images that have these captions already. */
  same: string[];
  /** Images with another caption, which stays. */
  kept: string[];
}

/**
 * Puts rows into the text of a dataset. A person's caption stays, unless it is to be overwritten, and a suggestion never takes its
 * place. All other lines stay as they are, byte for byte.
 */
export function mergeImported(text: string, rows: readonly ImportedRow[], overwrite: boolean): MergedRows {
  const existing = groupBy(
    readLines(text).filter(({ row }) => row),
    ({ row }) => imageKey(row?.fileName ?? ''),
  );
  const keys = otherKeys(rows);
  const lineOf = ({ row, others }: ImportedRow): string => formatRowWithOthers(row, others, keys);
  const edits: TextEdit[] = [];
  const merged: MergedRows = { edits, written: [], added: [], replaced: [], same: [], kept: [] };
  const appended: string[] = [];
  for (const [key, group] of groupBy(rows, ({ row }) => imageKey(row.fileName))) {
    const [{ row }] = group;
    const lines = existing.get(key) ?? [];
    const outcome = outcomeOf(lines, group, overwrite);
    merged[outcome].push(row.fileName);
    if (outcome === 'added') appended.push(...group.map(lineOf));
    if (outcome !== 'replaced') continue;
    const { changed, others } = replaceRows(text, lines, group);
    edits.push(...changed);
    merged.written.push(...changed.map((edit) => edit.text).filter((line) => line !== ''));
    appended.push(...others.map(lineOf));
  }
  merged.written.push(...appended);
  edits.sort((one, other) => one.start - other.start);
  if (appended.length > 0) edits.push(appendLines(text, appended));
  return merged;
}

function outcomeOf(
  lines: readonly DatasetLine[],
  rows: readonly ImportedRow[],
  overwrite: boolean,
): 'added' | 'replaced' | 'same' | 'kept' {
  if (lines.length === 0) return 'added';
  const isSuggestion = rows.every(({ row }) => row.status === 'suggested');
  const there = lines.flatMap(({ row, captions }) => captions ?? (row ? [captionOf(row)] : []));
  const isPersons = lines.some((line) => isByPerson(line));
  if (rows.every(({ row }) => there.includes(captionOf(row))) && (isPersons || isSuggestion)) return 'same';
  // A sentence cannot take the place of an object.
  if (lines.some((line) => line.isStructured)) return 'kept';
  if (isPersons) return overwrite && !isSuggestion ? 'replaced' : 'kept';
  return overwrite || !isSuggestion || there.every((caption) => caption.trim() === '') ? 'replaced' : 'kept';
}

/** Also what another tool wrote that has no status. */
function isByPerson({ row, captions }: DatasetLine): boolean {
  if (!row) return false;
  return (
    isDecided(row) || (row.status === '' && [row.text, ...(captions ?? [])].some((caption) => caption.trim() !== ''))
  );
}

/** The first rows are written over, what is left of the old ones goes. @returns the rows that find no old one */
function replaceRows(
  text: string,
  lines: readonly DatasetLine[],
  rows: readonly ImportedRow[],
): { changed: TextEdit[]; others: readonly ImportedRow[] } {
  const changed = lines.map((line, index): TextEdit => {
    if (index >= rows.length) return removeRow(text, line);
    const { row } = rows[index];
    const json = text.slice(line.start, line.end);
    const [single] = line.captions ? splitCaptions(json, [row.text]) : [json];
    const { text: caption, status, updated } = row;
    // What a machine had proposed before is not forgotten.
    const proposed = row.suggestion === '' ? {} : { suggestion: row.suggestion, model: row.model };
    const edit = editRow(single, readLine(single, 0, 0, single.length), {
      text: caption,
      status,
      updated,
      ...proposed,
    });
    return { start: line.start, end: line.end, text: applyEdit(single, edit) };
  });
  return { changed, others: rows.slice(lines.length) };
}

function appendLines(text: string, lines: readonly string[]): TextEdit {
  const ending = /\r\n|\n|\r/.exec(text)?.[0] ?? '\n';
  const isOpen = text !== '' && text !== '\uFEFF' && !/[\r\n]$/.test(text.slice(-1));
  return { start: text.length, end: text.length, text: `${isOpen ? ending : ''}${lines.join(ending)}${ending}` };
}
