import { randomBytes } from 'node:crypto';
import { lstat, readdir, realpath, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import * as l10n from '@vscode/l10n';
import { DatasetFileError } from '../document/file';
import { errorCode, writeFailure } from '../files/fileError';
import type { OutputFile } from './exportFormat';
import { contentOf, type ExportJournal } from './exportJournal';
import { makeFolder } from '../files/makeFolder';

/** So many small files are written at a time. */
const atOnce = 32;
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
  const empty = new EmptyFolders(root);
  for (const file of files) {
    if (await empty.has(path.dirname(file.name))) wanted.push(file);
    else if (await isThere(file, root)) journal.keep(file.name);
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

/** Files that are written at the same time: each small one waits for the disk several times. Of others, one. */
export function* writtenTogether(files: readonly OutputFile[]): Generator<readonly OutputFile[]> {
  for (let at = 0; at < files.length;) {
    let end = at + 1;
    while (end < files.length && end - at < atOnce && files[end - 1].isSmall === true && files[end].isSmall === true)
      end++;
    yield files.slice(at, end);
    at = end;
  }
}

/** Writes files beside their places, then gives them their names. @throws the error of the file system, with words for it */
export class FileWriter {
  private readonly folders = new Set<string>();

  constructor(
    private readonly root: string,
    private readonly journal: ExportJournal,
  ) {}

  async write(files: readonly OutputFile[]): Promise<void> {
    const written = files.map((file) => {
      const place = path.join(this.root, file.name);
      return { file, place, temporary: `${place}.${randomBytes(6).toString('hex')}.tmp`, content: '' };
    });
    try {
      await ofEach(written, async (one) => {
        await this.makeOnce(path.dirname(one.place));
        one.content = await one.file.write(one.temporary);
      });
      await this.journal.note(new Map(written.map(({ file, content }) => [file.name, content])));
      await ofEach(written, ({ temporary, place }) => rename(temporary, place));
    } catch (error) {
      // Why it could not be written is what helps, not that nothing could be taken away either.
      for (const { temporary } of written) await rm(temporary).catch(() => undefined);
      throw error;
    }
  }

  private async makeOnce(folder: string): Promise<void> {
    if (this.folders.has(folder)) return;
    await makeFolder(folder);
    this.folders.add(folder);
  }
}

/** Does something with each at the same time, and waits for all. @throws the first failure, with words for it and the place */
async function ofEach<Item extends { place: string }>(
  items: readonly Item[],
  work: (item: Item) => Promise<void>,
): Promise<void> {
  const results = await Promise.allSettled(items.map(work));
  for (const [at, result] of results.entries())
    if (result.status === 'rejected') throw writeFailure(items[at].place, result.reason);
}

/** Whether the image stands there as it is to be: it may be the original itself. */
async function isThere({ name, source }: OutputFile, root: string): Promise<boolean> {
  if (source === undefined) return false;
  const place = path.join(root, name);
  const real = await realpath(place).catch(() => undefined);
  if (real === undefined) return false;
  return real === (await realpath(source)) || (await contentOf(place)) === (await contentOf(source));
}

/** Folders in which nothing can be in the way: one look at each takes less than one at each of its files. */
class EmptyFolders {
  private readonly known = new Map<string, boolean>();

  constructor(private readonly root: string) {}

  /** @param folder relative to the root */
  async has(folder: string): Promise<boolean> {
    const known = this.known.get(folder);
    if (known !== undefined) return known;
    const isEmpty = await readdir(path.join(this.root, folder)).then(
      (names) => names.length === 0,
      (error: unknown) => errorCode(error) === 'ENOENT',
    );
    this.known.set(folder, isEmpty);
    return isEmpty;
  }
}
