import { readLine, type DatasetLine } from '../document/document';
import { applyEdit, editRow, removeRow, type TextEdit } from '../document/edit';
import { addOtherKeys, RowFormat } from '../document/otherKeys';
import { captionOf, isDecided } from '../rows/row';
import { splitCaptions } from '../rows/splitCaptions';
import { ImageLines } from './imageLines';
import type { ImportedRow } from './importedRow';

/** So many lines are shown before anything is written. */
export const previewed = 10;

/** What an import makes of the lines that a dataset has. */
export interface MergedLines {
  /** What changes in its text, in the order of places. */
  edits: TextEdit[];
  /** The first lines that are new or other than before, of which so many are shown. */
  preview: string[];
  /** The keys besides Showtell's own that all rows have: see `otherKeys`. */
  keys: ReadonlyMap<string, '' | null>;
  /** Images that had no caption: so many. */
  added: number;
  /** Images whose caption, or suggestion, was replaced: so many. */
  replaced: number;
  /** Images that have these captions already: so many. */
  same: number;
  /** Images with another caption, which stays. */
  kept: string[];
}

/**
 * Puts rows into a dataset, one after the other. A person's caption stays, unless it is to be overwritten, and a suggestion never takes its
 * place. Rows of images that it has no line of are given on at once, so that nobody has to keep them.
 */
export class RowMerge {
  /** The lines that are there. */
  readonly lines: ImageLines;
  private readonly keys = new Map<string, '' | null>();
  private readonly firstAppended: ImportedRow[] = [];
  /** Rows of images that have lines. */
  private readonly held = new Map<string, ImportedRow[]>();
  private added = 0;

  /**
   * @param text of the dataset
   * @param append gets the rows that come behind the text
   */
  constructor(
    private readonly text: string,
    private readonly overwrite: boolean,
    private readonly append: (row: ImportedRow) => void,
  ) {
    this.lines = new ImageLines(text);
  }

  /** @param isFirst whether there was no row of this image before */
  add(imported: ImportedRow, isFirst: boolean): void {
    addOtherKeys(this.keys, imported.others);
    const key = this.lines.keyOf(imported.row.fileName);
    if (key === undefined) {
      if (isFirst) this.added++;
      this.appendRow(imported);
      return;
    }
    const held = this.held.get(key);
    if (held) held.push(imported);
    else this.held.set(key, [imported]);
  }

  /** What becomes of the lines that are there, once all rows were added. */
  end(): MergedLines {
    const { keys, added } = this;
    const merged: MergedLines = { edits: [], preview: [], keys, added, replaced: 0, same: 0, kept: [] };
    for (const [key, group] of this.held) {
      const lines = this.lines.of(key);
      const outcome = outcomeOf(lines, group, this.overwrite);
      if (outcome === 'kept') merged.kept.push(group[0].row.fileName);
      else merged[outcome]++;
      if (outcome !== 'replaced') continue;
      const { changed, others } = replaceRows(this.text, lines, group);
      merged.edits.push(...changed);
      for (const { text: line } of changed)
        if (line !== '' && merged.preview.length < previewed) merged.preview.push(line);
      for (const one of others) this.appendRow(one);
    }
    const shown = this.firstAppended.slice(0, previewed - merged.preview.length);
    const format = new RowFormat(keys);
    merged.preview.push(...shown.map(({ row, others, isStructured }) => format.lineOf(row, others, isStructured)));
    merged.edits.sort((one, other) => one.start - other.start);
    return merged;
  }

  private appendRow(imported: ImportedRow): void {
    if (this.firstAppended.length < previewed) this.firstAppended.push(imported);
    this.append(imported);
  }
}

function outcomeOf(
  lines: readonly DatasetLine[],
  rows: readonly ImportedRow[],
  overwrite: boolean,
): 'replaced' | 'same' | 'kept' {
  const isSuggestion = rows.every(({ row }) => row.status === 'suggested');
  const there = lines.flatMap(({ row, captions }) => captions ?? (row ? [captionOf(row)] : []));
  const isPersons = lines.some((line) => isByPerson(line));
  if (rows.every(({ row }) => there.includes(captionOf(row))) && (isPersons || isSuggestion)) return 'same';
  // A sentence cannot take the place of an object, nor an object that of a sentence.
  if (lines.some((line) => line.isStructured) || rows.some((row) => row.isStructured)) return 'kept';
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
