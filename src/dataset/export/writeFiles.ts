import { randomBytes } from 'node:crypto';
import { lstat, mkdir, realpath, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import * as l10n from '@vscode/l10n';
import { DatasetFileError } from '../file';
import { writeFailure } from '../fileError';
import type { OutputFile } from './exportFormat';
import { contentOf, type ExportJournal } from './exportJournal';

/** So many of what is in the way are named. */
const mostNames = 3;

/**
 * The files that are to be written: images that are there already are not.
 * @throws DatasetFileError if a file is in the way that no export wrote, before anything is written
 */
export async function freeFiles(
  files: readonly OutputFile[],
  root: string,
  journal: ExportJournal,
): Promise<OutputFile[]> {
  const wanted: OutputFile[] = [];
  const foreign = new Set<string>();
  for (const file of files) {
    if (await isThere(file, root)) journal.keep(file.name);
    else if (await journal.isForeign(file.name)) foreign.add(await whatIsThere(path.join(root, file.name)));
    else wanted.push(file);
  }
  if (foreign.size === 0) return wanted;
  const names = `${[...foreign].slice(0, mostNames).join(', ')}${foreign.size > mostNames ? ` … (${foreign.size})` : ''}`;
  throw new DatasetFileError(
    l10n.t(
      'There already, and not written by an export or changed since: {0}. Nothing was written. Move that away, or choose another place.',
      names,
    ),
  );
}

/** The file itself, or the one that stands where one of its folders is to be. */
async function whatIsThere(file: string): Promise<string> {
  const folder = path.dirname(file);
  const isIn = folder === file || (await lstat(file).catch(() => undefined)) !== undefined;
  return isIn ? file : whatIsThere(folder);
}

/** Writes a file beside its place, then gives it its name. @throws the error of the file system, with words for it */
export async function writeOne(file: OutputFile, root: string, journal: ExportJournal): Promise<void> {
  const place = path.join(root, file.name);
  const temporary = `${place}.${randomBytes(6).toString('hex')}.tmp`;
  try {
    await mkdir(path.dirname(place), { recursive: true });
    await file.write(temporary);
    await journal.note(file.name, temporary);
    await rename(temporary, place);
  } catch (error) {
    await rm(temporary, { force: true });
    throw writeFailure(place, error);
  }
}

/** Whether the image stands there as it is to be: it may be the original itself. */
async function isThere({ name, source }: OutputFile, root: string): Promise<boolean> {
  if (source === undefined) return false;
  const place = path.join(root, name);
  const real = await realpath(place).catch(() => undefined);
  if (real === undefined) return false;
  return real === (await realpath(source)) || (await contentOf(place)) === (await contentOf(source));
}
