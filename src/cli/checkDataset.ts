import { basename, dirname, resolve } from 'node:path';
import type { DatasetLine } from '../dataset/document';
import { readDatasetFile } from '../dataset/file';
import { imageKey, windowsNameProblem } from '../dataset/fileName';
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
    const reason = 'problem' in resolved ? resolved.problem : await findImageProblem(resolved.path);
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
  if (missing.length > 0) {
    const example = missing[0]?.fileName ?? '';
    notes.push({
      reason: `${missing.length} of ${images.length} images in the folder have no row (such as ${example}); Hugging Face datasets leaves them out.`,
    });
  }
  return notes;
}
