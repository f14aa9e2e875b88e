import type { Dir, Dirent } from 'node:fs';
import { opendir, readdir, realpath, stat } from 'node:fs/promises';
import { join } from 'node:path';
import * as l10n from '@vscode/l10n';
import { explainFileError } from '../files/fileError';
import { leftOutAnyway, type Exclusion } from './exclusion';
import { isPlainName } from './fileName';
import { isInside } from './filePath';
import { bytesProblem, extensionOf, imageExtensions, isPlainImageName, nameProblem } from './imageNames';
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

/** How many images are told of at a time. */
const portion = 1_000;
/** So many entries are asked of the system at a time. */
const entriesAtOnce = 1_024;

/** A part of what a folder holds. */
export interface FolderPortion {
  images: FolderImage[];
  problems: FolderProblem[];
}

/**
 * Finds the images of a folder and its subfolders in natural order (img2 before img10). Hidden files, folders that systems make
 * and what `excluded` says are left out; symbolic links are followed inside the folder only, and every folder is visited once.
 * @throws Error if the folder itself cannot be listed; the reason of `signal` when it is aborted
 */
export async function scanFolder(folder: string, signal?: AbortSignal, excluded?: Exclusion): Promise<FolderPortion> {
  const images: FolderImage[] = [];
  const problems: FolderProblem[] = [];
  for await (const found of listFolder(folder, { signal, excluded })) {
    images.push(...found.images);
    problems.push(...found.problems);
  }
  images.sort((a, b) => compareFileNames(a.fileName, b.fileName));
  problems.sort((a, b) => compareFileNames(a.path, b.path));
  return { images, problems };
}

/** How a folder is listed. */
export interface Listing {
  signal?: AbortSignal | undefined;
  /** What is left out besides {@link leftOutAnyway}. */
  excluded?: Exclusion | undefined;
  /**
   * So many entries of one folder are put in order; a folder that holds more comes in parts as the disk has them, each in order, so that nobody
   * waits until it is read.
   */
  mostSorted?: number;
  /** Whether the order counts; putting names in it takes a third of the time. */
  isOrdered?: boolean;
}

/**
 * Finds what {@link scanFolder} does, and tells of it while it goes on: in natural order, but for linked folders, which
 * come last, so that a folder is listed under its own name.
 * @throws as {@link scanFolder} does
 */
export async function* listFolder(
  folder: string,
  { signal, excluded, mostSorted = Infinity, isOrdered = true }: Listing = {},
): AsyncGenerator<FolderPortion> {
  const root = await realpath(folder).catch((error: unknown) => {
    throw new Error(l10n.t('Cannot list the folder {0}: {1}.', folder, explainFileError(error)), { cause: error });
  });
  const visited = new Set<string>();
  const waiting: (FolderPlace | FilesOfFolder | UnreadFolder)[] = [{ name: '', real: root }];
  const linked: FolderPlace[] = [];
  const open = new Set<Dir>();
  try {
    for (let next = waiting.pop() ?? linked.pop(); next; next = waiting.pop() ?? linked.pop()) {
      signal?.throwIfAborted();
      if (isFiles(next)) {
        yield await imagesAmong(next, root, linked);
        continue;
      }
      const { name, real } = next;
      const begun = isUnread(next) ? next.directory : undefined;
      if (!begun && visited.has(real)) continue;
      visited.add(real);
      try {
        const { entries, rest } = await entriesOf(begun ?? real, mostSorted, open);
        if (rest) waiting.push({ name, real, directory: rest });
        if (isOrdered) entries.sort((one, other) => compareFileNames(one.name, other.name));
        waiting.push(...partsOf(next, entries, excluded).reverse());
      } catch (error) {
        const reason = explainFileError(error);
        if (name === '') throw new Error(l10n.t('Cannot list the folder {0}: {1}.', folder, reason), { cause: error });
        const problem = (await bytesProblem(root, name)) ?? l10n.t('The folder cannot be listed: {0}.', reason);
        yield { images: [], problems: [{ path: name, reason: problem }] };
      }
    }
  } finally {
    for (const directory of open) await directory.close();
  }
}

/**
 * The next entries of a folder, and the folder itself if it may hold more.
 * @param place its path, or where it has been read in part
 * @param open gets it while it is open
 */
async function entriesOf(
  place: string | Dir,
  most: number,
  open: Set<Dir>,
): Promise<{ entries: Dirent[]; rest?: Dir }> {
  // All at once takes a tenth of the time that one after the other takes.
  if (most === Infinity && typeof place === 'string') return { entries: await readdir(place, { withFileTypes: true }) };
  const directory = typeof place === 'string' ? await opendir(place, { bufferSize: entriesAtOnce }) : place;
  open.add(directory);
  const entries: Dirent[] = [];
  while (entries.length < most) {
    const entry = await directory.read();
    if (!entry) {
      open.delete(directory);
      await directory.close();
      return { entries };
    }
    entries.push(entry);
  }
  return { entries, rest: directory };
}

interface FolderPlace {
  /** Relative to the dataset's folder, '' for itself. */
  name: string;
  real: string;
}

/** A folder that has been read in part. */
interface UnreadFolder extends FolderPlace {
  directory: Dir;
}

/** Files and links that follow each other in a folder; of those that are plainly images only the names. */
interface FilesOfFolder extends FolderPlace {
  files: (Dirent | string)[];
}

/** What a folder holds, in the order of its entries: its subfolders, and portions of the files between them. */
function partsOf(
  { name, real }: FolderPlace,
  entries: readonly Dirent[],
  excluded: Exclusion | undefined,
): (FolderPlace | FilesOfFolder)[] {
  const parts: (FolderPlace | FilesOfFolder)[] = [];
  const isPlainFolder = name === '' || isPlainName(name);
  for (const entry of entries) {
    const isPlain = isPlainImage(entry);
    if (!isPlain && leftOutAnyway(entry.name)) continue;
    if (excluded?.(inFolder(name, entry.name)) === true) continue;
    if (!isPlain && entry.isDirectory()) {
      parts.push({ name: inFolder(name, entry.name), real: join(real, entry.name) });
    } else if (isPlain || !isNoFile(entry) || isImage(entry.name)) {
      const file = isPlain && isPlainFolder ? entry.name : entry;
      const last = parts.at(-1);
      if (last && isFiles(last) && last.files.length < portion) last.files.push(file);
      else parts.push({ name, real, files: [file] });
    }
  }
  return parts;
}

/** Whether it is a file, and its name that of an image with which nothing is wrong: so are nearly all of a hundred thousand. */
function isPlainImage(entry: Dirent): boolean {
  return entry.isFile() && isPlainImageName(entry.name);
}

/** Whether it is a pipe, a socket or a device. */
function isNoFile(entry: Dirent): boolean {
  return !entry.isFile() && !entry.isSymbolicLink() && !entry.isDirectory();
}

function isFiles(place: FolderPlace | FilesOfFolder | UnreadFolder): place is FilesOfFolder {
  return 'files' in place;
}

function isUnread(place: FolderPlace | UnreadFolder): place is UnreadFolder {
  return 'directory' in place;
}

function inFolder(folderName: string, name: string): string {
  return folderName === '' ? name : `${folderName}/${name}`;
}

/** @param linked gets the folders that links lead to */
async function imagesAmong(
  { name, real, files }: FilesOfFolder,
  root: string,
  linked: FolderPlace[],
): Promise<FolderPortion> {
  const found: FolderPortion = { images: [], problems: [] };
  for (const file of files) {
    if (typeof file === 'string') {
      found.images.push({ fileName: inFolder(name, file) });
      continue;
    }
    const fileName = inFolder(name, file.name);
    if (file.isSymbolicLink()) {
      const target = await followLink(root, join(real, file.name));
      if ('problem' in target) found.problems.push({ path: fileName, reason: target.problem });
      if ('isFolder' in target && target.isFolder) linked.push({ name: fileName, real: target.real });
      if (!('isFolder' in target) || target.isFolder) continue;
    }
    const problem = isNoFile(file)
      ? l10n.t('Its name says that it is an image, but it is a pipe, a socket or a device. Rename it, or take it away.')
      : (nameProblem(file.name, fileName) ?? (isImage(file.name) ? await bytesProblem(real, file.name) : undefined));
    if (problem !== undefined) found.problems.push({ path: fileName, reason: problem });
    else if (isImage(file.name)) found.images.push({ fileName });
  }
  return found;
}

function isImage(name: string): boolean {
  return imageExtensions.includes(extensionOf(name));
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
