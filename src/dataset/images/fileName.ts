import { posix } from 'node:path';
import * as l10n from '@vscode/l10n';

/** Names that mean the same to everybody: nothing in them is normalised or refused. Nearly all are, and are known at once. */
const plainName = /^[\w-][\w .-]*(?:\/[\w-][\w .-]*)*$/;

/** Whether a name, or a way through folders, means the same to everybody. */
export function isPlainName(name: string): boolean {
  return plainName.test(name);
}

/**
 * The name of an image as Hugging Face `datasets` understands it: `\` is `/`, `./a.jpg` and `b//a.jpg` are tidied.
 * Addresses and names that lead out of the folder come back as they are, for {@link fileNameProblem} to refuse.
 */
export function normaliseFileName(fileName: string): string {
  if (plainName.test(fileName) || fileNameProblem(fileName) !== undefined) {
    return fileName;
  }
  return posix.normalize(fileName.replaceAll('\\', '/'));
}

/**
 * Why a name can be no image inside the folder, whatever the folder holds; undefined if it can.
 * Percent signs mean nothing: `%2e%2e` is an ordinary name.
 */
export function fileNameProblem(fileName: string): string | undefined {
  if (plainName.test(fileName)) return undefined;
  const name = fileName.replaceAll('\\', '/');
  if (name.includes('\0')) {
    return l10n.t('The name of the image holds a NUL character.');
  }
  if (/^[a-z][a-z0-9+.-]+:\/\//i.test(name) || /^(file|https?|data|javascript|command|blob):/i.test(name)) {
    return l10n.t('This is an address, not a file inside the folder of the dataset.');
  }
  if (name.startsWith('//')) {
    return l10n.t('This is a network path; only files inside the folder of the dataset are opened.');
  }
  if (name.startsWith('/') || /^[a-z]:(\/|$)/i.test(name)) {
    return l10n.t('This is an absolute path; only files inside the folder of the dataset are opened.');
  }
  const normal = posix.normalize(name);
  if (normal === '..' || normal.startsWith('../')) {
    return l10n.t('This path leads out of the folder of the dataset.');
  }
  if (normal === '.' || normal.endsWith('/')) {
    return l10n.t('This names a folder, not an image.');
  }
  return undefined;
}

/** Two names of the same image have the same key: macOS writes accents decomposed, most others composed. */
export function imageKey(fileName: string): string {
  if (plainName.test(fileName)) return fileName;
  return normaliseFileName(fileName).normalize('NFC');
}

/** Why Windows cannot have a file of this name; undefined if it can. */
export function windowsNameProblem(fileName: string): string | undefined {
  for (const part of fileName.split('/')) {
    if (/^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\.|$)/i.test(part)) {
      return l10n.t('Windows cannot have a file named "{0}".', part);
    }
    if (/[. ]$/.test(part) && part !== '.' && part !== '..') {
      return l10n.t('Windows drops the dot or space at the end of "{0}".', part);
    }
    const refused = /[<>:"|?*\u0001-\u001f]/.exec(part);
    if (refused) {
      return l10n.t('Windows allows no {0} in the name "{1}".', JSON.stringify(refused[0]), part);
    }
  }
  return undefined;
}
