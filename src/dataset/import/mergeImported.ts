import { readLine, readLines, type DatasetLine } from '../document';
import { applyEdit, editRow, removeRow, type TextEdit } from '../edit';
import { imageKey } from '../fileName';
import { groupBy } from '../groupBy';
import { formatRowWithOthers, otherKeys } from '../otherKeys';
import { captionOf, isDecided } from '../row';
import { splitCaptions } from '../splitCaptions';
import type { ImportedRow } from './importedRow';

/** So many lines are shown before anything is written. */
export const previewed = 10;
/** Lines that are made one text at a time. */
const atOnce = 1_000;

/** What an import makes of a dataset. */
export interface MergedRows {
  /** What changes in its text, in the order of places. */
  edits: TextEdit[];
  /** The first lines that are new or other than before, of which so many are shown. */
  preview: string[];
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
  const merged: MergedRows = { edits, preview: [], added: [], replaced: [], same: [], kept: [] };
  const appended = new LineText(text);
  for (const [key, group] of groupBy(rows, ({ row }) => imageKey(row.fileName))) {
    const [{ row }] = group;
    const lines = existing.get(key) ?? [];
    const outcome = outcomeOf(lines, group, overwrite);
    merged[outcome].push(row.fileName);
    if (outcome === 'added') for (const one of group) appended.add(lineOf(one));
    if (outcome !== 'replaced') continue;
    const { changed, others } = replaceRows(text, lines, group);
    edits.push(...changed);
    for (const { text: line } of changed)
      if (line !== '' && merged.preview.length < previewed) merged.preview.push(line);
    for (const one of others) appended.add(lineOf(one));
  }
  merged.preview.push(...appended.first.slice(0, previewed - merged.preview.length));
  edits.sort((one, other) => one.start - other.start);
  edits.push(...appended.edits());
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

/** Lines that come behind a text. */
class LineText {
  readonly first: string[] = [];
  private readonly parts: string[] = [];
  private waiting: string[] = [];
  private readonly ending: string;

  constructor(private readonly text: string) {
    this.ending = /\r\n|\n|\r/.exec(text)?.[0] ?? '\n';
  }

  add(line: string): void {
    if (this.first.length < previewed) this.first.push(line);
    if (this.waiting.push(line) >= atOnce) this.join();
  }

  /** The edit that appends them, if there is any. */
  edits(): TextEdit[] {
    const { text, ending } = this;
    this.join();
    if (this.parts.length === 0) return [];
    const isOpen = text !== '' && text !== '\uFEFF' && !/[\r\n]$/.test(text.slice(-1));
    const added = `${isOpen ? ending : ''}${this.parts.join('')}`;
    return [{ start: text.length, end: text.length, text: added }];
  }

  /** A few long texts take less memory than many short ones. */
  private join(): void {
    if (this.waiting.length > 0) this.parts.push(`${this.waiting.join(this.ending)}${this.ending}`);
    this.waiting = [];
  }
}
