import { readLine } from './document';
import { imageKey } from '../images/fileName';
import type { Row } from '../rows/row';

/** Who made a version of a dataset, and when. */
export interface VersionOrigin {
  /** In ISO 8601, '' if unknown. */
  date: string;
  author: string;
  /** What was said of it. */
  message: string;
}

/** A version of a dataset, whose text is read when it is looked at. */
export interface DatasetVersion extends VersionOrigin {
  read(): Promise<string>;
}

/** A caption that an image had, and the version in which it came. */
export interface EarlierCaption extends VersionOrigin {
  row: Row;
}

/**
 * Finds which captions an image has had.
 * @param versions the newest first
 * @param most how many captions are wanted
 * @returns those of the newest version first; each stands in the version in which it came
 * @throws what reading a version throws; the reason of `signal` when it is aborted
 */
export async function captionHistory(
  versions: readonly DatasetVersion[],
  fileName: string,
  most: number,
  signal: AbortSignal,
): Promise<EarlierCaption[]> {
  const found: EarlierCaption[] = [];
  let rows = versions.length > 0 ? rowsOf(await versions[0].read(), fileName) : [];
  for (let at = 0; at < versions.length && found.length < most; at++) {
    signal.throwIfAborted();
    const { date, author, message } = versions[at];
    const older = at + 1 < versions.length ? rowsOf(await versions[at + 1].read(), fileName) : [];
    const isOld = (row: Row): boolean => older.some(({ text, status }) => text === row.text && status === row.status);
    for (const row of rows) if (row.text !== '' && !isOld(row)) found.push({ row, date, author, message });
    rows = older;
  }
  return found;
}

/** The rows of one image. Lines that cannot hold its name are not read: a version may have many, and there may be many versions. */
function rowsOf(text: string, fileName: string): Row[] {
  const key = imageKey(fileName);
  const isPlain = /^[\x20-\x7e]*$/.test(fileName);
  const lastName = fileName.slice(fileName.lastIndexOf('/') + 1);
  return text
    .replace(/^\uFEFF/, '')
    .split(/\r\n|\n|\r/)
    .flatMap((line) => {
      // What JSON or another system spells otherwise is read to be compared.
      if (isPlain && !line.includes(lastName) && !line.includes('\\')) return [];
      const { row } = readLine(line, 0, 0, line.length);
      return row && imageKey(row.fileName) === key ? [row] : [];
    });
}
