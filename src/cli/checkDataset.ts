import { basename, dirname, join, resolve } from 'node:path';
import type { DatasetLine } from '../dataset/document';
import { encodeDataset } from '../dataset/encoding';
import { readDatasetFile } from '../dataset/file';
import { imageKey, normaliseFileName, windowsNameProblem } from '../dataset/fileName';
import { resolveImagePath } from '../dataset/filePath';
import { scanFolder } from '../dataset/folder';
import { findColumnProblems } from './checkColumns';
import { findImageProblem } from './checkImage';
import { mapInOrder } from './mapInOrder';

/** Something about a dataset, at a line (counted from 0) or about the whole. */
export interface Finding {
  line?: number;
  reason: string;
}

export interface DatasetReport {
  rows: number;
  /** Different images that have a row. */
  images: number;
  /** What must be repaired. */
  problems: Finding[];
  /** What is only worth knowing. */
  notes: Finding[];
}

const imagesAtOnce = 16;

const nulProblem =
  'There are NUL bytes near the beginning, as a crash leaves them, so VS Code takes the file for binary and the editor cannot open it. Delete the lines that hold them (see below), or the bytes: tr -d "\\000" < FILE > NEW.';

/**
 * Checks a dataset file and its images.
 * @throws DatasetFileError if the file cannot be read at all
 */
export async function checkDataset(
  path: string,
  signal: AbortSignal,
  onProgress: (done: number, total: number) => void,
): Promise<DatasetReport> {
  const { text, lines } = await readDatasetFile(path);
  const folder = dirname(resolve(path));
  const problems: Finding[] = [];
  const notes: Finding[] = [];
  // As many bytes as VS Code looks at; no character of UTF-8 has a NUL in it.
  if (encodeDataset(text.slice(0, 512)).subarray(0, 512).includes(0)) problems.push({ reason: nulProblem });
  for (const { line, problem } of lines) {
    if (problem !== undefined) problems.push({ line, reason: problem });
  }
  const rows = lines.filter((line) => line.row);
  if (rows.length === 0 && problems.length === 0) notes.push({ reason: 'There are no rows in this file.' });
  problems.push(...findRowProblems(rows), ...findColumnProblems(text, rows));
  if (basename(path) !== 'metadata.jsonl') {
    notes.push({ reason: 'Hugging Face datasets finds the file only under the name metadata.jsonl.' });
  }

  const firstLines = new Map<string, DatasetLine>();
  for (const line of rows) {
    const key = imageKey(line.row?.fileName ?? '');
    if (!firstLines.has(key)) firstLines.set(key, line);
  }
  let done = 0;
  const imageProblems = mapInOrder(firstLines.values(), imagesAtOnce, async ({ line, row }) => {
    signal.throwIfAborted();
    const resolved = resolveImagePath(folder, row?.fileName ?? '');
    const reason =
      'problem' in resolved
        ? resolved.problem
        : ((await findImageProblem(resolved.path)) ?? findSpellingProblem(folder, row?.fileName ?? '', resolved.path));
    return { line, reason, windows: windowsNameProblem(row?.fileName ?? '') };
  });
  for await (const { line, reason, windows } of imageProblems) {
    onProgress(++done, firstLines.size);
    if (reason !== undefined) problems.push({ line, reason });
    else if (windows !== undefined) notes.push({ line, reason: windows });
  }
  notes.push(...(await findUnlisted(folder, firstLines, signal)));
  problems.sort((a, b) => (a.line ?? -1) - (b.line ?? -1));
  return { rows: rows.length, images: firstLines.size, problems, notes };
}

/** Showtell finds the image in either spelling; other programs do not. */
function findSpellingProblem(folder: string, fileName: string, path: string): string | undefined {
  if (path === join(folder, normaliseFileName(fileName))) return undefined;
  const way = basename(path) === basename(path).normalize('NFC') ? 'composed' : 'decomposed';
  return `The accents of this name are written in another way than those of the file (there they are ${way}): other programs do not find the image. Rename the file, or write its name into the row as the disk has it.`;
}

function findRowProblems(rows: readonly DatasetLine[]): Finding[] {
  const found: Finding[] = [];
  const seen = new Map<string, number>();
  for (const { line, row, captions } of rows) {
    if (!row) continue;
    if (['accepted', 'edited', 'written'].includes(row.status) && row.text.trim() === '') {
      found.push({ line, reason: `The row is "${row.status}" but has no caption.` });
    }
    const key = JSON.stringify([imageKey(row.fileName), row.text, captions ?? []]);
    const earlier = seen.get(key);
    if (earlier === undefined) seen.set(key, line);
    else found.push({ line, reason: `Line ${earlier + 1} says the same about the same image.` });
  }
  return found;
}

async function findUnlisted(
  folder: string,
  listed: ReadonlyMap<string, DatasetLine>,
  signal: AbortSignal,
): Promise<Finding[]> {
  const { images, problems } = await scanFolder(folder, signal);
  const missing = images.filter(({ fileName }) => !listed.has(imageKey(fileName)));
  const notes = problems.map(({ path, reason }) => ({ reason: `${path}: ${reason}` }));
  const keys = new Set<string>();
  for (const { fileName } of images) {
    const key = imageKey(fileName);
    if (keys.has(key)) {
      notes.push({
        reason: `${fileName}: Another image has this name but for how its accents are written, so that both share their rows. Rename one.`,
      });
    }
    keys.add(key);
  }
  if (missing.length > 0) {
    const example = missing[0]?.fileName ?? '';
    notes.push({
      reason: `${missing.length} of ${images.length} images in the folder have no row (such as ${example}); Hugging Face datasets leaves them out.`,
    });
  }
  return notes;
}
