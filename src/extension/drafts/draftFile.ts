import { open, readFile, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import * as z from 'zod/mini';
import { writeFileAtomically } from '../../dataset/files/atomicWrite';
import { errorCode } from '../../dataset/files/fileError';
import { draftSchema, type Draft } from './draftMessages';
import { filesOfRenamed, placeOf, type DraftPlace } from './draftPlace';
import { makeFolder } from '../../dataset/files/makeFolder';

const forgottenSchema = z.object({ forgotten: z.string() });
/** A draft that is kept, or the key of one that is kept no longer. */
export type DraftChange = Draft | z.infer<typeof forgottenSchema>;

/** All that is kept, or what has changed since. */
const lineSchema = z.union([z.array(draftSchema), draftSchema, forgottenSchema]);

/** A file that is longer than twice what is kept, and this many bytes, is written anew. */
const mostStale = 64 * 1024;

/**
 * The drafts of one dataset on the disk: first a line that says where the dataset is, then one for each change, so that a letter
 * costs its own caption and not all that are begun.
 * Several windows may add to it. One that writes it anew brings along what others added meanwhile; what is added to the file that
 * was replaced is added once more.
 */
export class DraftFile {
  /** How long the file was when it was written anew last. */
  private gathered = 0;
  /** Where the dataset was last. */
  private place: DraftPlace | undefined;

  /** @param dataset whose drafts it has, by its path */
  constructor(
    private readonly file: string,
    private readonly dataset: string,
  ) {}

  /** What is kept, the oldest first, also under an earlier name of the dataset's folder; nothing where the disk has lost it. */
  async read(): Promise<Draft[]> {
    this.place = await placeOf(this.dataset);
    for (const earlier of await filesOfRenamed(this.dataset, this.file)) await this.takeOver(earlier);
    return draftsIn(await readFile(this.file, 'utf8').catch(() => ''));
  }

  /** @param isEmptied whether nothing is left after these, as far as this window knows @throws the error of the file system */
  async add(changes: readonly DraftChange[], isEmptied: boolean): Promise<void> {
    await makeFolder(path.dirname(this.file));
    // A line that was torn off, on a full disk perhaps, stands alone.
    const text = changes.map((change) => `\n${JSON.stringify(change)}`).join('');
    const size = await this.append(text);
    if (isEmptied || size > mostStale + 2 * this.gathered) await this.gather();
  }

  /** What was kept under an earlier name is kept under this one from now on. */
  private async takeOver(earlier: string): Promise<void> {
    const drafts = draftsIn(await readFile(earlier, 'utf8').catch(() => ''));
    if (drafts.length > 0) await this.add(drafts, false);
    await rm(earlier, { force: true });
  }

  /** @param text a line each, with a line ending before each @returns how long the file is now */
  private async append(text: string): Promise<number> {
    for (;;) {
      const handle = await open(this.file, 'a');
      try {
        const isNew = (await handle.stat()).size === 0;
        await handle.writeFile(isNew ? `${await this.placeLine()}${text}` : text);
        await handle.datasync();
        const { ino, size } = await handle.stat();
        if ((await inodeOf(this.file)) === ino) return size;
      } finally {
        await handle.close();
      }
    }
  }

  /** Writes what is kept, and nothing of what is not. */
  private async gather(): Promise<void> {
    const old = await open(this.file, 'r');
    try {
      const text = await old.readFile('utf8');
      const drafts = draftsIn(text);
      // Windows replaces no file that is open; what another window adds in that moment is in its memory.
      if (process.platform === 'win32') await old.close();
      const bytes = Buffer.from(`${await this.placeLine()}\n${JSON.stringify(drafts)}`);
      this.gathered = bytes.length;
      if (drafts.length > 0) await writeFileAtomically(this.file, bytes);
      else await rm(this.file, { force: true });
      const added = process.platform === 'win32' ? '' : await old.readFile('utf8');
      if (added !== '') await this.append(added);
    } finally {
      if (process.platform !== 'win32') await old.close();
    }
  }

  /** '' where the dataset's folder has not been there. */
  private async placeLine(): Promise<string> {
    this.place = (await placeOf(this.dataset)) ?? this.place;
    return this.place ? JSON.stringify(this.place) : '';
  }
}

async function inodeOf(file: string): Promise<number | undefined> {
  try {
    return (await stat(file)).ino;
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined;
    throw error;
  }
}

function draftsIn(text: string): Draft[] {
  const drafts = new Map<string, Draft>();
  for (const line of text.split('\n')) {
    const change = changeIn(line);
    if (Array.isArray(change)) drafts.clear();
    for (const one of Array.isArray(change) ? change : change ? [change] : []) {
      const key = 'forgotten' in one ? one.forgotten : one.key;
      drafts.delete(key);
      if (!('forgotten' in one)) drafts.set(key, one);
    }
  }
  return [...drafts.values()];
}

/** @returns nothing where the line is blank, or torn */
function changeIn(line: string): Draft[] | DraftChange | undefined {
  try {
    return lineSchema.safeParse(JSON.parse(line)).data;
  } catch {
    return undefined;
  }
}
