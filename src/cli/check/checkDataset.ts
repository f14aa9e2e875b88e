import { dirname, resolve } from 'node:path';
import { readLines, type DatasetLine } from '../../dataset/document/document';
import { encodeDataset } from '../../dataset/files/encoding';
import { readDatasetFile } from '../../dataset/document/file';
import { imageKey } from '../../dataset/images/fileName';
import { groupBy } from '../../dataset/collections/groupBy';
import { hasOneLineEnding } from '../../dataset/document/lineEndings';
import { looksBinary, nulMends } from '../../dataset/document/nulBytes';
import type { FolderPortion } from '../../dataset/images/folder';
import { scanFolder } from '../../dataset/images/folder';
import { withoutLine } from '../../dataset/document/withoutLine';
import { withoutLastComma } from './checkLines';
import { findColumnProblems } from './checkColumns';
import { checkImages, type CheckOptions } from './checkImages';
import { findKeyProblems } from './checkKeys';
import { FolderNames } from './checkNames';
import { findObjects } from './checkObjects';
import { PillowNotes } from './checkPillow';
import { findShortCaptions } from './checkLengths';
import { findFolderReaderProblems, findLineReaderProblems } from './checkReaders';
import type { Finding } from './finding';

export interface DatasetReport {
  rows: number;
  /** Different images that have a row. */
  images: number;
  /** What must be repaired. */
  problems: Finding[];
  /** What is only worth knowing. */
  notes: Finding[];
}

const nulProblem =
  'There are NUL bytes near the beginning, as a crash leaves them, so VS Code takes the file for binary and the editor cannot open it. --fix takes them out, and so does a button of the editor.';

const lineEndingProblem =
  'The lines do not all end alike (LF, CRLF or a lone CR): VS Code keeps one line ending a file, so the editor takes no edit, and most programs take rows with a lone CR between them for one. --fix ends all lines as most of them end, and so does a button of the editor.';

/**
 * Checks a dataset file and its images.
 * @throws DatasetFileError if the file cannot be read at all
 */
export async function checkDataset(path: string, options: CheckOptions): Promise<DatasetReport> {
  const { text } = await readDatasetFile(path);
  return checkDatasetText(path, text, options);
}

/** Checks what a dataset file holds, or would hold. */
export async function checkDatasetText(path: string, text: string, options: CheckOptions): Promise<DatasetReport> {
  const folder = dirname(resolve(path));
  const found = await scanFolder(folder, options.signal, options.excluded);
  const lines = readLines(text);
  const rows = lines.filter((line) => line.row);
  const byImage = groupBy(rows, ({ row }) => imageKey(row?.fileName ?? ''));
  const names = new FolderNames(
    folder,
    found.images.map(({ fileName }) => fileName),
    [...byImage.keys()],
  );
  const { problems, notes } = checkText(text, lines, folder, names);
  const readers = findFolderReaderProblems(
    path,
    folder,
    text,
    found.images.map(({ fileName }) => fileName),
  );
  problems.push(...readers.problems);
  notes.push(...readers.notes);
  const pillow = new PillowNotes();
  for await (const image of checkImages([...byImage.values()], text, folder, names, options)) {
    problems.push(...image.problems);
    notes.push(...image.notes);
    if (image.pillow) pillow.add(image.pillow.fileName, image.pillow.differences);
  }
  notes.push(...pillow.notes, ...findUnlisted(found, byImage));
  problems.sort((a, b) => (a.line ?? -1) - (b.line ?? -1));
  return { rows: rows.length, images: byImage.size, problems, notes };
}

/** What is wrong with a dataset whatever its images are. */
function checkText(
  text: string,
  lines: readonly DatasetLine[],
  folder: string,
  names: FolderNames,
): { problems: Finding[]; notes: Finding[] } {
  const problems: Finding[] = [];
  const notes: Finding[] = [];
  if (looksBinary(encodeDataset(text.slice(0, 512)))) problems.push({ reason: nulProblem });
  if (!hasOneLineEnding(Buffer.from(text))) problems.push({ reason: lineEndingProblem });
  const objects = findObjects(text, lines);
  const keys = findKeyProblems(text, lines, folder, names);
  problems.push(...objects.findings, ...keys.problems);
  notes.push(...keys.notes);
  for (const one of lines) {
    const { line, start, end, problem } = one;
    if (problem === undefined || objects.lines.has(line) || keys.lines.has(line)) continue;
    const nuls = nulMends(text, one);
    problems.push({ line, reason: problem, mend: nuls.length > 0 ? nuls : withoutLastComma(text, start, end) });
  }
  const rows = lines.filter((line) => line.row);
  if (rows.length === 0 && problems.length === 0) notes.push({ reason: 'There are no rows in this file.' });
  problems.push(
    ...findRowProblems(text, rows),
    ...findColumnProblems(text, rows),
    ...findLineReaderProblems(text, rows),
  );
  notes.push(...findShortCaptions(rows));
  return { problems, notes };
}

function findRowProblems(text: string, rows: readonly DatasetLine[]): Finding[] {
  const found: Finding[] = [];
  const seen = new Map<string, DatasetLine>();
  for (const each of rows) {
    const { line, row, captions, start, end } = each;
    if (!row) continue;
    if (['accepted', 'edited', 'written'].includes(row.status) && row.text.trim() === '') {
      found.push({ line, reason: `The row is "${row.status}" but has no caption.` });
    }
    const key = JSON.stringify([imageKey(row.fileName), row.text, captions ?? []]);
    const earlier = seen.get(key);
    if (!earlier) {
      seen.set(key, each);
      continue;
    }
    const isCopy = text.slice(start, end) === text.slice(earlier.start, earlier.end);
    found.push({
      line,
      reason: `Line ${earlier.line + 1} says the same about the same image.`,
      ...(isCopy && { mend: withoutLine(text, each) }),
    });
  }
  return found;
}

function findUnlisted({ images, problems }: FolderPortion, listed: ReadonlyMap<string, unknown>): Finding[] {
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
