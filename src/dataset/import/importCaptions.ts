import path from 'node:path';
import { readLines } from '../document';
import { readDatasetText, writeDatasetFile } from '../file';
import { errorCode } from '../fileError';
import { scanFolder } from '../folder';
import { imageKey } from '../fileName';
import type { Imported, ImportedCaption, ImportProblem, ReadingOptions } from './importedCaption';
import { ImageContents } from './imageContents';
import { ImagePartners } from './imagePartners';
import { importedRow, type ImportedRow, type ImportTerms } from './importedRow';
import { importFormats, type ImportFormat } from './importFormats';
import { applyMends } from '../mend';
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
  const { images } = await scanFolder(folder, signal);
  const names = images.map(({ fileName }) => fileName);
  const source = (await readableStats(from)).isDirectory() ? from : path.dirname(from);
  const partners = new ImagePartners(folder, names, path.resolve(source));
  const contents = new ImageContents(folder, names);
  // Nothing is waited for where names are enough: files have many captions.
  const find = (caption: ImportedCaption): readonly string[] | Promise<readonly string[]> =>
    caption.content ? contents.find(caption.content) : partners.find(caption.image).names;
  const sorted = await sortCaptions(importFormats[format](from, request), find, request);
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
  if (merged.edits.length > 0) await writeDatasetFile(dataset, applyMends(before, merged.edits));
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
  captions: AsyncIterable<Imported> | Iterable<Imported>,
  find: (caption: ImportedCaption) => readonly string[] | Promise<readonly string[]>,
  { signal, ...terms }: ImportRequest,
): Promise<Sorted> {
  const sorted: Sorted = { rows: [], problems: [], withoutImage: [], unclear: [], twice: [], blank: [] };
  const seen = new Set<string>();
  for await (const caption of captions) {
    signal?.throwIfAborted();
    if ('reason' in caption) {
      sorted.problems.push(caption);
      continue;
    }
    const found = find(caption);
    const names = found instanceof Promise ? await found : found;
    const key = `${names[0]}\0${caption.text}`;
    if (names.length === 0) sorted.withoutImage.push(caption);
    else if (names.length > 1) sorted.unclear.push({ caption, names });
    else if (caption.text.trim() === '' && caption.status !== 'excluded') sorted.blank.push(caption);
    else if (seen.has(key)) sorted.twice.push(caption);
    else sorted.rows.push(importedRow(names[0], caption, terms));
    if (names.length === 1) seen.add(key);
  }
  return sorted;
}
