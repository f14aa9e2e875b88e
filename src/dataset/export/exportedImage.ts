import path from 'node:path';
import { readLines, type DatasetLine } from '../document';
import { readKeys } from '../fields';
import { imageKey } from '../fileName';
import { resolveImagePath } from '../filePath';
import { scanFolder } from '../folder';
import { groupBy } from '../groupBy';
import type { Others } from '../otherKeys';
import { captionOf, type Row } from '../row';
import { isObject } from '../rowReading';
import { structuredJson } from '../structuredCaption';

/** One caption to write, with what else its row says. */
export interface ExportedCaption {
  row: Row;
  others: Others;
}

/** An image to write, with all of its captions. */
export interface ExportedImage {
  fileName: string;
  /** Where its file is. */
  path: string;
  captions: readonly [ExportedCaption, ...ExportedCaption[]];
}

/** What is taken besides images that a person captioned. */
export interface Selection {
  withUndecided: boolean;
  withExcluded: boolean;
  /** Only these images, by their keys. */
  only?: ReadonlySet<string> | undefined;
}

/** What a dataset has to export, and what stays out. */
export interface SelectedImages {
  images: ExportedImage[];
  /** Images of which nothing is decided, or that are excluded: so many stay out. */
  undecided: number;
  excluded: number;
  /** Images with a caption that cannot be found. */
  problems: { fileName: string; reason: string }[];
}

/** How an object stands where a format has only text. */
const onOneLine = { comma: ', ', colon: ': ' };

const nothingElse: Others = {};

/**
 * The images of a dataset that are to be exported, in the order of their first row.
 * @param text what the dataset holds
 */
export async function imagesToExport(text: string, folder: string, selection: Selection): Promise<SelectedImages> {
  // One look at the folder takes less than one at each image.
  const listed = new Set((await scanFolder(folder)).images.map(({ fileName }) => fileName));

  const root = path.resolve(folder);
  const selected: SelectedImages = { images: [], undecided: 0, excluded: 0, problems: [] };
  const rows = readLines(text).filter(({ row }) => row);
  for (const [key, group] of groupBy(rows, ({ row }) => imageKey(row?.fileName ?? ''))) {
    if (selection.only?.has(key) === false) continue;
    const [first, ...others] = captionsOf(text, group, selection);
    if (!first) {
      if (group.some(({ row }) => row?.status === 'excluded')) selected.excluded++;
      else selected.undecided++;
      continue;
    }
    const { fileName } = first.row;
    const resolved = listed.has(fileName) ? { path: path.join(root, fileName) } : resolveImagePath(folder, fileName);
    if ('problem' in resolved) selected.problems.push({ fileName, reason: resolved.problem });
    else selected.images.push({ fileName, path: resolved.path, captions: [first, ...others] });
  }
  return selected;
}

/** The captions that are wanted, each once. */
function captionsOf(text: string, lines: readonly DatasetLine[], selection: Selection): ExportedCaption[] {
  const found: ExportedCaption[] = [];
  const seen = new Set<string>();
  for (const { row, captions, isStructured, start, end } of lines) {
    if (!row || !isWanted(row, selection)) continue;
    for (const each of captions ?? [captionOf(row)]) {
      const caption = isStructured && each === row.text ? structuredJson(each, onOneLine) : each;
      if (each.trim() === '' || seen.has(caption)) continue;
      // Nearly every image has one caption, of which nothing has to be remembered or copied.
      if (lines.length > 1 || captions) seen.add(caption);
      const own = row.text === caption ? row : { ...row, text: caption };
      found.push({ row: own, others: othersOf(text.slice(start, end)) });
    }
  }
  return found;
}

/** A row without a status is somebody's caption. */
function isWanted({ status }: Row, { withUndecided, withExcluded }: Selection): boolean {
  if (status === 'excluded') return withExcluded;
  return status !== 'suggested' || withUndecided;
}

function othersOf(json: string): Others {
  const object: unknown = JSON.parse(json);
  if (!isObject(object) || Object.keys(object).every((key) => readKeys.has(key))) return nothingElse;
  return Object.fromEntries(Object.entries(object).filter(([key]) => !readKeys.has(key)));
}
