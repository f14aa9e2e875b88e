import type { Buffer } from 'node:buffer';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import * as l10n from '@vscode/l10n';
import { leftOutAnyway } from '../images/exclusion';
import { explainFileError } from '../files/fileError';
import { compareFileNames } from '../images/naturalOrder';
import type { Imported, ImportProblem, ReadingOptions } from './importedCaption';
import { couldNotRead } from '../document/file';
import { readableStats, readTextBytes, textOf } from './readText';

/** The endings that trainers give files with a caption. */
export const sidecarExtensions: readonly string[] = ['.txt', '.caption'];
/** So many are read at a time: each waits for the disk several times. */
const filesAtOnce = 32;

/**
 * A file with a caption beside each image, named like it but for the ending, as trainers of diffusion models take them: those of a
 * folder and its subfolders, or a single one. A paragraph of several lines is one caption, unless every line is to be one.
 */
export async function* readSidecars(from: string, options: ReadingOptions): AsyncGenerator<Imported[]> {
  const endings = options.extension === undefined ? sidecarExtensions : [options.extension.toLowerCase()];
  if (!(await readableStats(from)).isDirectory()) {
    yield await captionsOf(from, path.basename(from), options);
    return;
  }
  const { files, problems } = await filesIn(from, endings);
  yield problems;
  for (let at = 0; at < files.length; at += filesAtOnce) {
    const some = files.slice(at, at + filesAtOnce);
    yield (await Promise.all(some.map((name) => captionsOf(path.join(from, name), name, options)))).flat();
  }
  if (files.length === 0) {
    yield [{ place: from, reason: l10n.t('There is no file in it that ends with {0}.', endings.join(', ')) }];
  }
}

async function captionsOf(file: string, name: string, { everyLine }: ReadingOptions): Promise<Imported[]> {
  // What is wrong is told beside the file's name, and so without it.
  let bytes: Buffer;
  try {
    bytes = await readTextBytes(file);
  } catch (error) {
    return [{ place: file, reason: l10n.t('It cannot be read: {0}.', explainFileError(error)) }];
  }
  const text = textOf(bytes);
  if (text === undefined) {
    return [{ place: file, reason: l10n.t('It is not UTF-8. Save it as UTF-8, then import it again.') }];
  }
  const image = name.slice(0, name.length - path.extname(name).length);
  if (everyLine !== true) {
    return [{ image, text: text.replaceAll(/\r\n?/g, '\n').trim(), place: file }];
  }
  const lines = text.split(/\r\n|\n|\r/).map((line, index) => ({ text: line.trim(), place: `${file}:${index + 1}` }));
  return lines.filter((line) => line.text !== '').map((line) => ({ image, ...line }));
}

/** The files with captions in a folder and its subfolders. @throws DatasetFileError if the folder itself cannot be read */
async function filesIn(
  folder: string,
  endings: readonly string[],
): Promise<{ files: string[]; problems: ImportProblem[] }> {
  const files: string[] = [];
  const problems: ImportProblem[] = [];
  const waiting = [''];
  for (let inside = waiting.pop(); inside !== undefined; inside = waiting.pop()) {
    const place = path.join(folder, inside);
    const entries = await readdir(place, { withFileTypes: true }).catch((error: unknown) => {
      if (inside === '') throw couldNotRead(place, error);
      problems.push({ place, reason: l10n.t('The folder cannot be listed: {0}.', explainFileError(error)) });
      return [];
    });
    for (const entry of entries) {
      const name = inside === '' ? entry.name : `${inside}/${entry.name}`;
      if (leftOutAnyway(name)) continue;
      if (entry.isDirectory()) waiting.push(name);
      else if (endings.includes(path.extname(name).toLowerCase())) files.push(name);
    }
  }
  return { files: files.sort(compareFileNames), problems };
}
