import type { Dirent } from 'node:fs';
import { readdir, realpath, stat } from 'node:fs/promises';
import { join } from 'node:path';
import * as l10n from '@vscode/l10n';
import { explainFileError } from './fileError';
import { isInside } from './filePath';
import { compareFileNames } from './naturalOrder';

/** An image file of a folder. */
export interface FolderImage {
  /** Relative to the folder, `/` between folders. */
  fileName: string;
}

/** Something in the folder that could not be looked at, relative to the folder, and why. */
export interface FolderProblem {
  path: string;
  reason: string;
}

/** The endings of image files that can be captioned, in lower case with their dot. */
export const imageExtensions: readonly string[] = ['.jpg', '.jpeg', '.jpe', '.jfif', '.png', '.webp', '.gif', '.avif'];

const unsupportedExtensions: readonly string[] = ['.heic', '.heif', '.jxl', '.bmp', '.tif', '.tiff'];

/**
 * Finds the images of a folder and its subfolders in natural order (img2 before img10). Hidden files and folders and
 * node_modules are left out; symbolic links are followed inside the folder only, and every folder is visited once.
 * @throws Error if the folder itself cannot be listed; the reason of `signal` when it is aborted
 */
export async function scanFolder(
  folder: string,
  signal?: AbortSignal,
): Promise<{ images: FolderImage[]; problems: FolderProblem[] }> {
  const root = await realpath(folder).catch((error: unknown) => {
    throw new Error(l10n.t('Cannot list the folder {0}: {1}.', folder, explainFileError(error)), { cause: error });
  });
  const images: FolderImage[] = [];
  const problems: FolderProblem[] = [];
  const visited = new Set<string>();
  const plain = [{ name: '', real: root }];
  const linked: typeof plain = [];

  // Real folders come before linked ones, so that a folder is listed under its own name.
  for (let next = plain.pop() ?? linked.pop(); next; next = plain.pop() ?? linked.pop()) {
    signal?.throwIfAborted();
    if (visited.has(next.real)) {
      continue;
    }
    visited.add(next.real);
    const { name, real } = next;
    const entries = await readdir(real, { withFileTypes: true }).catch((error: unknown) => {
      if (name === '') {
        throw new Error(l10n.t('Cannot list the folder {0}: {1}.', folder, explainFileError(error)), { cause: error });
      }
      problems.push({ path: name, reason: l10n.t('The folder cannot be listed: {0}.', explainFileError(error)) });
      return [];
    });
    const files: Dirent[] = [];
    for (const entry of entries) {
      if (entry.name.startsWith('.') || entry.name === 'node_modules') {
        continue;
      }
      const fileName = name === '' ? entry.name : `${name}/${entry.name}`;
      const path = join(real, entry.name);
      if (entry.isDirectory()) {
        plain.push({ name: fileName, real: path });
      } else if (entry.isSymbolicLink()) {
        const target = await followLink(root, path);
        if ('problem' in target) {
          problems.push({ path: fileName, reason: target.problem });
        } else if (target.isFolder) {
          linked.push({ name: fileName, real: target.real });
        } else {
          files.push(entry);
        }
      } else if (entry.isFile()) {
        files.push(entry);
      }
    }
    addImages(name, files, images, problems);
  }
  images.sort((a, b) => compareFileNames(a.fileName, b.fileName));
  problems.sort((a, b) => compareFileNames(a.path, b.path));
  return { images, problems };
}

function addImages(
  folderName: string,
  files: readonly Dirent[],
  images: FolderImage[],
  problems: FolderProblem[],
): void {
  const wanted: Dirent[] = [];
  for (const file of files) {
    const path = folderName === '' ? file.name : `${folderName}/${file.name}`;
    const extension = /\.[^.]+$/.exec(file.name)?.[0].toLowerCase() ?? '';
    if (unsupportedExtensions.includes(extension)) {
      problems.push({
        path,
        reason: l10n.t('{0} images cannot be read. Convert it to PNG or JPEG.', extension.slice(1).toUpperCase()),
      });
    } else if (imageExtensions.includes(extension)) {
      if (file.name.includes('\\')) {
        problems.push({ path, reason: l10n.t('Datasets take "\\" in a file name for "/". Rename the image.') });
      } else {
        wanted.push(file);
      }
    }
  }
  for (const { name } of wanted) images.push({ fileName: folderName === '' ? name : `${folderName}/${name}` });
}

async function followLink(
  root: string,
  path: string,
): Promise<{ real: string; isFolder: boolean } | { problem: string }> {
  try {
    const real = await realpath(path);
    if (!isInside(root, real)) {
      return { problem: l10n.t('A symbolic link leads out of the folder, so it is not followed.') };
    }
    return { real, isFolder: (await stat(real)).isDirectory() };
  } catch (error) {
    return { problem: l10n.t('The symbolic link cannot be followed: {0}.', explainFileError(error)) };
  }
}
