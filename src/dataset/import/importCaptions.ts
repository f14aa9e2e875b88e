import path from 'node:path';
import * as l10n from '@vscode/l10n';
import { readLines } from '../document';
import { readDatasetText, writeDatasetPieces } from '../file';
import { errorCode } from '../fileError';
import { scanFolder } from '../folder';
import { imageKey } from '../fileName';
import type { Imported, ImportedCaption, ImportedStream, ImportProblem, ReadingOptions } from './importedCaption';
import { ImageContents } from './imageContents';
import { ImagePartners } from './imagePartners';
import { importedRow, type ImportedRow, type ImportTerms } from './importedRow';
import { importFormats, type ImportFormat } from './importFormats';
import { mendedPieces } from '../mend';
import { readableStats } from './readText';
import { mergeImported, type MergedRows } from './mergeImported';

export interface ImportRequest extends ReadingOptions, ImportTerms {
  /** The file or folder to read. */
  from: string;
  format: ImportFormat;
  /** The dataset file that the captions go into. */
  dataset: string;
  /** What it holds: see {@link datasetText}. */
  before: string;
  overwrite: boolean;
  signal?: AbortSignal;
}

/** What was found, and what becomes of the dataset; nothing is written yet. */
export interface ImportPlan {
  merged: MergedRows;
  /** What was found, to be merged again if the dataset changes meanwhile. */
  rows: ImportedRow[];
  problems: ImportProblem[];
  /** Captions of images that are not in the folder. */
  withoutImage: ImportedCaption[];
  /** Captions whose image cannot be told from others. */
  unclear: { caption: ImportedCaption; names: readonly string[] }[];
  /** Captions that stood there before, of the same image. */
  twice: ImportedCaption[];
  blank: ImportedCaption[];
  /** Images of the folder without a caption, in the dataset too. */
  withoutCaption: string[];
}

/**
 * Reads captions and finds the images they belong to.
 * @throws DatasetFileError if the captions cannot be read
 */
export async function planImport(request: ImportRequest): Promise<ImportPlan> {
  const { from, format, dataset, before, overwrite, signal } = request;
  const folder = path.dirname(path.resolve(dataset));
  const names = (await scanFolder(folder, signal)).images.map(({ fileName }) => fileName);
  const source = (await readableStats(from)).isDirectory() ? from : path.dirname(from);
  const partners = new ImagePartners(folder, names, path.resolve(source));
  const contents = new ImageContents(folder, names);
  // Nothing is waited for where names are enough: files have many captions.
  const find = (caption: ImportedCaption): readonly string[] | Promise<readonly string[]> =>
    caption.content ? contents.find(caption.content) : partners.find(caption.image).names;
  const sorted = await sortCaptions(importFormats[format](from, request), find, request);
  if (Object.values(sorted).every((found) => found.length === 0)) {
    sorted.problems.push({ place: from, reason: l10n.t('There is no caption in it.') });
  }
  const merged = mergeImported(before, sorted.rows, overwrite);
  const captioned = new Set(readLines(before).flatMap(({ row }) => (row ? [imageKey(row.fileName)] : [])));
  for (const { row } of sorted.rows) captioned.add(imageKey(row.fileName));
  const withoutCaption = names.filter((name) => !captioned.has(imageKey(name)));
  return { ...sorted, merged, withoutCaption };
}

/**
 * Writes what was planned, in one step.
 * @throws DatasetFileError if it cannot be written; the file is then as it was
 */
export async function writeImport({ dataset, before }: ImportRequest, { merged }: ImportPlan): Promise<void> {
  if (merged.edits.length > 0) await writeDatasetPieces(dataset, mendedPieces(before, merged.edits));
}

/** What a dataset holds: nothing where it is not there. @throws DatasetFileError if it cannot be read */
export async function datasetText(dataset: string): Promise<string> {
  try {
    return await readDatasetText(dataset);
  } catch (error) {
    if (error instanceof Error && errorCode(error.cause) === 'ENOENT') return '';
    throw error;
  }
}

type Sorted = Omit<ImportPlan, 'merged' | 'withoutCaption'>;

async function sortCaptions(
  captions: ImportedStream,
  find: (caption: ImportedCaption) => readonly string[] | Promise<readonly string[]>,
  { signal, ...terms }: ImportRequest,
): Promise<Sorted> {
  const sorted: Sorted = { rows: [], problems: [], withoutImage: [], unclear: [], twice: [], blank: [] };
  const seen = new SeenCaptions();
  for await (const some of captions) {
    signal?.throwIfAborted();
    for (const caption of isList(some) ? some : [some]) {
      if ('reason' in caption) {
        sorted.problems.push(caption);
        continue;
      }
      const found = find(caption);
      const names = found instanceof Promise ? await found : found;
      if (names.length === 0) sorted.withoutImage.push(caption);
      else if (names.length > 1) sorted.unclear.push({ caption, names });
      else sortCaption(caption, names[0], seen, sorted, terms);
    }
  }
  return sorted;
}

/** @param fileName of its image */
function sortCaption(
  caption: ImportedCaption,
  fileName: string,
  seen: SeenCaptions,
  sorted: Sorted,
  terms: ImportTerms,
): void {
  const isNew = seen.add(fileName, caption.text);
  if (caption.text.trim() === '' && caption.status !== 'excluded') sorted.blank.push(caption);
  else if (isNew) sorted.rows.push(importedRow(fileName, caption, terms));
  else sorted.twice.push(caption);
}

/** Which captions an image has had. Most have one. */
class SeenCaptions {
  private readonly texts = new Map<string, string | Set<string>>();

  /** @returns whether it is a new one */
  add(fileName: string, text: string): boolean {
    const before = this.texts.get(fileName);
    if (before === undefined) this.texts.set(fileName, text);
    else if (typeof before !== 'string') return !before.has(text) && before.add(text).size > 0;
    else if (before === text) return false;
    else this.texts.set(fileName, new Set([before, text]));
    return true;
  }
}

function isList(some: Imported | readonly Imported[]): some is readonly Imported[] {
  return Array.isArray(some);
}
