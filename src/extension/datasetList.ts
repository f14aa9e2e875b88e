import { readLines, type DatasetLine } from '../dataset/document';
import { imageKey } from '../dataset/fileName';
import { isDecided, type Row } from '../dataset/row';

/** One entry of the list: a row of the file, an image that has no row yet, or a line that is no row. */
export interface ListItem {
  /** Stays the same while rows come and go above it. */
  key: string;
  /** '' for a line that is no row. */
  fileName: string;
  line?: DatasetLine;
  row?: Row;
  /** Why the line is no row. */
  problem?: string;
}

export interface Counts {
  total: number;
  decided: number;
}

/**
 * What the editor lists: the folder's images in their order, each with its rows (several captions of an image are
 * several entries), then rows whose image is not in the folder, then broken lines.
 * @param text the document
 * @param fileNames the images of the folder, relative to the document's folder
 */
export function listItems(text: string, fileNames: readonly string[]): ListItem[] {
  const rows = new Map<string, DatasetLine[]>();
  const broken: DatasetLine[] = [];
  for (const line of readLines(text)) {
    if (line.row) {
      const key = imageKey(line.row.fileName);
      const list = rows.get(key);
      if (list) list.push(line);
      else rows.set(key, [line]);
    } else if (line.problem !== undefined) {
      broken.push(line);
    }
  }
  const items: ListItem[] = [];
  const add = (fileName: string, lines: readonly DatasetLine[]): void => {
    lines.forEach((line, index) => items.push({ key: itemKey(fileName, index), fileName, line, row: line.row }));
    if (lines.length === 0) items.push({ key: itemKey(fileName, 0), fileName });
  };
  for (const fileName of fileNames) {
    const key = imageKey(fileName);
    add(fileName, rows.get(key) ?? []);
    rows.delete(key);
  }
  for (const lines of rows.values()) add(lines[0].row?.fileName ?? '', lines);
  for (const line of broken) items.push({ key: `line ${line.line}`, fileName: '', line, problem: line.problem });
  return items;
}

/** Whether nothing is left to do: decided here, or captioned by another tool. A caption that was emptied is to be done again. */
export function isDone({ row }: ListItem): boolean {
  if (!row) return false;
  if (row.status === 'excluded') return true;
  return row.text.trim() !== '' && (isDecided(row) || row.status === '');
}

export function countDecided(items: readonly ListItem[]): Counts {
  const images = items.filter((item) => item.problem === undefined);
  return { total: images.length, decided: images.filter(isDone).length };
}

function itemKey(fileName: string, index: number): string {
  return `${imageKey(fileName)} ${index}`;
}
