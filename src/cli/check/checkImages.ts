import { open } from 'node:fs/promises';
import { basename, relative, resolve } from 'node:path';
import type { DatasetLine } from '../../dataset/document/document';
import type { TextEdit } from '../../dataset/document/edit';
import type { Exclusion } from '../../dataset/images/exclusion';
import { explainFileError } from '../../dataset/files/fileError';
import { normaliseFileName, windowsNameProblem } from '../../dataset/images/fileName';
import { resolveImagePath } from '../../dataset/images/filePath';
import { decodeStillImage } from '../../engine/images/imageDecoding';
import { ImageError } from '../../engine/images/imageError';
import { pillowDifferencesOf, type PillowDifference } from '../../engine/images/pillowDifferences';
import { headLength, recogniseImage } from '../../engine/images/imageFormat';
import { readStillImage } from '../../engine/images/stillImage';
import { writeFileName } from './checkLines';
import type { FolderNames } from './checkNames';
import type { Finding } from './finding';
import { mapInOrder } from '../program/mapInOrder';
import { withSlashes } from '../../dataset/files/slashes';

/** As many as are decoded beside each other. */
const imagesAtOnce = 4;
/** As the bundled captioner takes them: what it cannot see is what counts. */
const imageSize = 260;

export interface CheckOptions {
  /** Looks at the first bytes of images only. */
  quick: boolean;
  /** What of the folder is left out. */
  excluded: Exclusion;
  signal: AbortSignal;
  onProgress: (done: number, total: number) => void;
}

interface ImageFindings {
  problems: Finding[];
  notes: Finding[];
  /** How Pillow sees an image otherwise; with `quick` nobody looks. */
  pillow?: { fileName: string; differences: readonly PillowDifference[] };
}

type Looked = { reason: string } | { differences: readonly PillowDifference[] };

/**
 * Looks at each image as `caption` does: whether it is there, and whether all of it can be decoded. What is wrong with it is
 * told at its first row.
 * @param images the rows of each
 */
export async function* checkImages(
  images: readonly DatasetLine[][],
  text: string,
  folder: string,
  names: FolderNames,
  { quick, signal, onProgress }: CheckOptions,
): AsyncGenerator<ImageFindings> {
  let done = 0;
  const findings = mapInOrder(images, imagesAtOnce, async (rows): Promise<ImageFindings> => {
    signal.throwIfAborted();
    const [{ line, row }] = rows;
    const fileName = row?.fileName ?? '';
    const resolved = resolveImagePath(folder, fileName);
    if ('problem' in resolved) return { problems: [missing(resolved.problem, rows, text, names)], notes: [] };
    const looked = await (quick ? lookAtHead(resolved.path) : lookAtWhole(resolved.path));
    if ('reason' in looked) return { problems: [{ line, reason: looked.reason }], notes: [] };
    const pillow = { fileName, differences: looked.differences };
    const spelling = findSpellingProblem(folder, rows, text, resolved.path);
    if (spelling) return { problems: [spelling], notes: [], pillow };
    const windows = windowsNameProblem(fileName);
    return { problems: [], notes: windows === undefined ? [] : [{ line, reason: windows }], pillow };
  });
  for await (const one of findings) {
    onProgress(++done, images.length);
    yield one;
  }
}

function missing(problem: string, rows: readonly DatasetLine[], text: string, names: FolderNames): Finding {
  const [{ line, row }] = rows;
  const meant = names.meantBy(row?.fileName ?? '');
  if (!meant) return { line, reason: problem };
  const { name, words } = meant;
  return { line, reason: `${problem} ${words}`, ...(name !== undefined && { mend: rename(rows, text, name) }) };
}

/** Showtell finds the image in either spelling; other programs do not. */
function findSpellingProblem(
  folder: string,
  rows: readonly DatasetLine[],
  text: string,
  path: string,
): Finding | undefined {
  const [{ line, row }] = rows;
  const onDisk = withSlashes(relative(resolve(folder), path));
  if (onDisk === normaliseFileName(row?.fileName ?? '')) return undefined;
  const way = basename(path) === basename(path).normalize('NFC') ? 'composed' : 'decomposed';
  const reason = `The accents of this name are written in another way than those of the file (there they are ${way}): other programs do not find the image. Rename the file, or write its name into the row as the disk has it.`;
  return { line, reason, mend: rename(rows, text, onDisk) };
}

/** Another name for the image of some rows. */
function rename(rows: readonly DatasetLine[], text: string, name: string): TextEdit[] {
  return rows.flatMap((row) => writeFileName(text, row, name));
}

/** Why an image cannot be captioned, or how Pillow sees it otherwise. */
async function lookAtWhole(path: string): Promise<Looked> {
  try {
    const bytes = await readStillImage(path);
    await decodeStillImage(path, bytes, imageSize);
    return { differences: await pillowDifferencesOf(bytes) };
  } catch (error) {
    if (error instanceof ImageError) return { reason: error.reason };
    throw error;
  }
}

/** Why an image cannot be read, judged by its first bytes: how Pillow sees it, these do not tell. */
async function lookAtHead(path: string): Promise<Looked> {
  try {
    const file = await open(path);
    try {
      const head = Buffer.alloc(headLength);
      const { bytesRead } = await file.read(head, 0, headLength, 0);
      const recognised = recogniseImage(head.subarray(0, bytesRead));
      return 'reason' in recognised ? { reason: recognised.reason } : { differences: [] };
    } finally {
      await file.close();
    }
  } catch (error) {
    return { reason: `The image cannot be opened: ${explainFileError(error)}.` };
  }
}
