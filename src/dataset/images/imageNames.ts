import { lstat } from 'node:fs/promises';
import { join } from 'node:path';
import * as l10n from '@vscode/l10n';
import { fileNameProblem } from './fileName';

/** The endings of image files that can be captioned, in lower case with their dot. */
export const imageExtensions: readonly string[] = ['.jpg', '.jpeg', '.jpe', '.jfif', '.png', '.webp', '.gif', '.avif'];

const unsupportedExtensions: readonly string[] = [
  ...['.heic', '.heif', '.hif', '.jxl', '.jp2', '.j2k', '.jpx', '.bmp', '.tif', '.tiff', '.ico', '.psd'],
];

const plainImageName = new RegExp(`^[\\w-][\\w .-]*(?:${imageExtensions.join('|').replaceAll('.', '\\.')})$`, 'i');

/** Whether a name is surely one of an image, and nothing wrong with it, told at once; others may be, too. */
export function isPlainImageName(name: string): boolean {
  return plainImageName.test(name);
}

/** The ending of a file's name, in lower case with its dot; '' if it has none. */
export function extensionOf(name: string): string {
  const dot = name.lastIndexOf('.');
  return dot < 0 || dot === name.length - 1 ? '' : name.slice(dot).toLowerCase();
}

/** Why Node finds no file or folder under the name that it gives for it itself; nothing where it does. */
export async function bytesProblem(folder: string, name: string): Promise<string | undefined> {
  // It stands in place of bytes that are no UTF-8; a name may have it as a letter, too.
  if (!name.includes('\uFFFD')) return undefined;
  try {
    await lstat(join(folder, name));
    return undefined;
  } catch {
    return l10n.t('Its name is not UTF-8, so no dataset can name it. Rename it.');
  }
}

/** Why an image of this name cannot be captioned, whatever is in it; nothing for other files. @param fileName with its folders */
export function nameProblem(name: string, fileName: string): string | undefined {
  const extension = extensionOf(name);
  if (unsupportedExtensions.includes(extension)) {
    return l10n.t(
      '{0} images cannot be read, and its name says that it is one. Convert it to PNG or JPEG, or rename it if it is one of those.',
      extension.slice(1).toUpperCase(),
    );
  }
  if (imageExtensions.includes(extension) && name.includes('\\')) {
    return l10n.t('Datasets take "\\" in a file name for "/". Rename the image.');
  }
  if (imageExtensions.includes(extension) && fileNameProblem(fileName) !== undefined) {
    return l10n.t('Datasets take its name for an address, or for a path out of their folder. Rename the image.');
  }
  return undefined;
}
