import { realpathSync, statSync } from 'node:fs';
import { isAbsolute, join, relative, resolve, sep } from 'node:path';
import * as l10n from '@vscode/l10n';
import { errorCode, explainFileError } from './fileError';
import { fileNameProblem, normaliseFileName, windowsNameProblem } from './fileName';

/**
 * The file of an image, if it is inside the folder: addresses, absolute paths, `..` and symbolic links that lead out are
 * refused before the file is opened. Names are tried as they are, then with composed and decomposed accents.
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
    for (const spelling of new Set([name, name.normalize('NFC'), name.normalize('NFD')])) {
      const path = join(resolve(folder), spelling);
      const real = realpathOrNothing(path);
      if (real === undefined) {
        continue;
      }
      if (!isInside(root, real)) {
        return { problem: l10n.t('A symbolic link leads out of the folder of the dataset.') };
      }
      const stats = statSync(real);
      if (stats.isDirectory()) {
        return { problem: l10n.t('This names a folder, not an image.') };
      }
      // Reading a pipe or a device might never end.
      return stats.isFile() ? { path } : { problem: l10n.t('This is not a file.') };
    }
  } catch (error) {
    return { problem: l10n.t('The image cannot be opened: {0}.', explainFileError(error)) };
  }
  return { problem: l10n.t('There is no file "{0}" in the folder of the dataset.', name) };
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
