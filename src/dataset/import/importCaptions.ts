import path from 'node:path';
import * as l10n from '@vscode/l10n';
import { couldNotWrite, readDatasetText, writeDatasetPieces } from '../document/file';
import { errorCode } from '../files/fileError';
import { listFolder } from '../images/folder';
import { compareFileNames } from '../images/naturalOrder';
import { linkTarget } from '../files/linkTarget';
import { mendedPieces } from '../document/mend';
import { NameTable } from '../collections/nameTable';
import type { Imported, ImportedCaption, ImportedStream, ImportProblem, ReadingOptions } from './importedCaption';
import { ImageContents } from './imageContents';
import { ImagePartners } from './imagePartners';
import { importedRow, type ImportedRow, type ImportTerms } from './importedRow';
import { importFormats, type ImportFormat } from './importFormats';
import { joinOf } from './mergeImported';
import { readableStats } from './readText';
import { RowMerge, type MergedLines } from './rowMerge';
import { SeenCaptions } from './seenCaptions';
import { SpooledLines } from './spooledLines';
import { removeLeftovers, temporaryBeside } from './temporaryFile';
import { Told } from './told';

export interface ImportRequest extends ReadingOptions, ImportTerms {
  /** The file or folder to read. */
  from: string;
  format: ImportFormat;
  /** The dataset file that the captions go into. */
  dataset: string;
  /** What it holds: see {@link datasetText}. */
  before: string;
  overwrite: boolean;
  /** So many of each kind that is left over are told of; all, where nothing is said. */
  mostTold?: number;
  signal?: AbortSignal;
}

/** What a file of captions has that is not taken, and images that got none. */
export interface LeftOver {
  problems: Told<ImportProblem>;
  /** Captions of images that are not in the folder. */
  withoutImage: Told<ImportedCaption>;
  /** Captions whose image cannot be told from others. */
  unclear: Told<{ caption: ImportedCaption; names: readonly string[] }>;
  /** Captions that stood there before, of the same image. */
  twice: Told<ImportedCaption>;
  blank: Told<ImportedCaption>;
  /** Images of the folder without a caption, in the dataset too. */
  withoutCaption: Told<string>;
}

/** What was found, and what becomes of the dataset; nothing is written yet. */
export interface ImportPlan extends LeftOver {
  merged: MergedLines;
}

/** Who gets the rows of an import, one after the other. */
export interface RowReceiver {
  /** Gets all that are found. */
  found?(row: ImportedRow): void;
  /** Gets those that come behind the dataset's own lines. */
  appended?(row: ImportedRow): void;
}

/**
 * Reads captions and finds the images they belong to. Of each, no more is kept than what tells it from others.
 * @throws DatasetFileError if the captions cannot be read; whatever the receiver throws
 */
export async function planImport(request: ImportRequest, receiver: RowReceiver = {}): Promise<ImportPlan> {
  const { from, format, dataset, before, overwrite, signal, mostTold = Infinity } = request;
  const folder = path.dirname(path.resolve(dataset));
  const names = new NameTable();
  for await (const { images } of listFolder(folder, { signal, isOrdered: false }))
    for (const { fileName } of images) names.add(fileName);
  const source = (await readableStats(from)).isDirectory() ? from : path.dirname(from);
  const partners = new ImagePartners(folder, names, path.resolve(source));
  const contents = new ImageContents(folder, names);
  // Nothing is waited for where names are enough: files have many captions.
  const find = (caption: ImportedCaption): readonly number[] | Promise<readonly number[]> =>
    caption.content ? contents.find(caption.content) : partners.find(caption.image);
  const merge = new RowMerge(before, overwrite, (row) => receiver.appended?.(row));
  const seen = new SeenCaptions();
  const left = nothingLeft(mostTold);
  let rows = 0;
  const take = (caption: ImportedCaption, image: number): void => {
    if (caption.text.trim() === '' && caption.status !== 'excluded') return left.blank.add(caption);
    const fileName = names.isNamed(image, caption.image) ? caption.image : names.nameAt(image);
    const isFirst = !seen.has(image);
    if (!seen.add(image, caption.text)) return left.twice.add(caption);
    const row = importedRow(fileName, caption, request);
    rows++;
    receiver.found?.(row);
    merge.add(row, isFirst);
  };
  await sortCaptions(importFormats[format](from, request), { find, take, names, left, signal });
  if (rows === 0 && Object.values(left).every(({ count }) => count === 0)) {
    left.problems.add({ place: from, reason: l10n.t('There is no caption in it.') });
  }
  for (let image = 0; image < names.size; image++) {
    if (seen.has(image)) continue;
    const name = names.nameAt(image);
    if (merge.lines.keyOf(name) === undefined) left.withoutCaption.add(name);
  }
  return { ...left, merged: merge.end() };
}

/**
 * Takes captions into a dataset file, in one step. The caller holds its lock.
 * @throws DatasetFileError if they cannot be read, or the dataset cannot be written; it is then as it was
 */
export async function importInto(request: ImportRequest): Promise<ImportPlan> {
  const { dataset, before } = request;
  const { before: first, ending } = joinOf(before);
  const spooled = await writing(dataset, async () => {
    const file = await linkTarget(dataset);
    await removeLeftovers(file);
    return new SpooledLines(file, ending);
  });
  try {
    const appended = (row: ImportedRow): void => {
      try {
        spooled.add(row);
      } catch (error) {
        throw couldNotWrite(dataset, error);
      }
    };
    const plan = await planImport(request, { appended });
    const { edits, keys } = plan.merged;
    if (edits.length === 0 && spooled.isEmpty) return plan;
    if (before === '' && (await writing(dataset, () => spooled.become(dataset, keys)))) return plan;
    const text = mendedPieces(before, edits);
    const lines = linesBehind(text, spooled.isEmpty ? '' : first, spooled.read(keys));
    await writeDatasetPieces(dataset, lines, temporaryBeside);
    return plan;
  } finally {
    spooled.remove();
  }
}

/** Does something that writes. @throws DatasetFileError where the dataset, or what stands beside it meanwhile, cannot be written */
async function writing<Result>(dataset: string, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    throw couldNotWrite(dataset, error);
  }
}

async function* linesBehind(
  text: Iterable<string>,
  between: string,
  lines: AsyncIterable<Uint8Array>,
): AsyncGenerator<string | Uint8Array> {
  yield* text;
  yield between;
  yield* lines;
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

function nothingLeft(mostTold: number): LeftOver {
  return {
    problems: new Told(mostTold),
    withoutImage: new Told(mostTold),
    unclear: new Told(mostTold),
    twice: new Told(mostTold),
    blank: new Told(mostTold),
    // Only of what is told the order counts.
    withoutCaption: new Told(mostTold, compareFileNames),
  };
}

interface Sorting extends Pick<ImportRequest, 'signal'> {
  /** The numbers of the images that a caption may be of. */
  find: (caption: ImportedCaption) => readonly number[] | Promise<readonly number[]>;
  /** Gets the captions whose image is known. */
  take: (caption: ImportedCaption, image: number) => void;
  /** Of the images. */
  names: NameTable;
  left: LeftOver;
}

async function sortCaptions(captions: ImportedStream, { find, take, names, left, signal }: Sorting): Promise<void> {
  for await (const some of captions) {
    signal?.throwIfAborted();
    for (const caption of isList(some) ? some : [some]) {
      if ('reason' in caption) {
        left.problems.add(caption);
        continue;
      }
      const found = find(caption);
      const images = found instanceof Promise ? await found : found;
      if (images.length === 0) left.withoutImage.add(caption);
      else if (images.length > 1) left.unclear.add({ caption, names: namesOf(images, names) });
      else take(caption, images[0]);
    }
  }
}

function namesOf(images: readonly number[], names: NameTable): string[] {
  return images.map((image) => names.nameAt(image)).sort(compareFileNames);
}

function isList(some: Imported | readonly Imported[]): some is readonly Imported[] {
  return Array.isArray(some);
}
