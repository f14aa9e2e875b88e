import { readdirSync, realpathSync, statSync } from 'node:fs';
import { isAbsolute, join, relative, resolve, sep } from 'node:path';
import * as l10n from '@vscode/l10n';
import { errorCode, explainFileError } from '../files/fileError';
import { fileNameProblem, normaliseFileName, windowsNameProblem } from './fileName';

/**
 * The file of an image, if it is inside the folder: addresses, absolute paths, `..` and symbolic links that lead out are
 * refused before the file is opened. Names are tried as they are, then with accents composed or decomposed as the disk has them.
 * @returns the path, or the problem in words for a person
 */
export function resolveImagePath(folder: string, fileName: string): { path: string } | { problem: string } {
  const refusal =
    fileNameProblem(fileName) ?? (process.platform === 'win32' ? windowsNameProblem(fileName) : undefined);
  if (refusal !== undefined) {
    return { problem: refusal };
  }
  const name = normaliseFileName(fileName);
  try {
    const root = realpathSync(folder);
    const path = join(resolve(folder), name);
    return (
      lookAt(root, path) ??
      lookAt(root, spelledOnDisk(resolve(folder), name)) ?? {
        problem: l10n.t('There is no file "{0}" in the folder of the dataset.', name),
      }
    );
  } catch (error) {
    return { problem: l10n.t('The image cannot be opened: {0}.', explainFileError(error)) };
  }
}

/** @returns nothing if there is no such file */
function lookAt(root: string, path: string | undefined): { path: string } | { problem: string } | undefined {
  const real = path === undefined ? undefined : realpathOrNothing(path);
  if (path === undefined || real === undefined) return undefined;
  if (!isInside(root, real)) return { problem: l10n.t('A symbolic link leads out of the folder of the dataset.') };
  const stats = statSync(real);
  if (stats.isDirectory()) return { problem: l10n.t('This names a folder, not an image.') };
  // Reading a pipe or a device might never end.
  return stats.isFile() ? { path } : { problem: l10n.t('This is not a file.') };
}

/** The path whose accents are composed or decomposed in another way, each part as its folder has it; nothing if there is none. */
function spelledOnDisk(folder: string, name: string): string | undefined {
  // Only these letters can be written in two ways.
  if (/^[\x20-\x7e]*$/.test(name)) return undefined;
  let path = folder;
  for (const part of name.split('/')) {
    const exact = join(path, part);
    if (realpathOrNothing(exact) !== undefined) {
      path = exact;
      continue;
    }
    const wanted = part.normalize('NFC');
    const found = readdirSync(path).find((entry) => entry.normalize('NFC') === wanted);
    if (found === undefined) return undefined;
    path = join(path, found);
  }
  return path;
}

/** Whether a path is the folder itself or in it. Both must be absolute and free of symbolic links. */
export function isInside(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}

function realpathOrNothing(path: string): string | undefined {
  try {
    return realpathSync(path);
  } catch (error) {
    if (errorCode(error) === 'ENOENT') {
      return undefined;
    }
    throw error;
  }
}
