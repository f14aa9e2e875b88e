import { Buffer } from 'node:buffer';
import { appendFile, lstat, readFile, readlink, rm } from 'node:fs/promises';
import path from 'node:path';
import * as z from 'zod';
import { writeFileAtomically } from '../files/atomicWrite';
import { couldNotRead } from '../document/file';
import { errorCode, writeFailure } from '../files/fileError';
import { hashOfFile } from '../files/fileHash';
import { groupBy } from '../collections/groupBy';

const entrySchema = z.object({ export: z.string(), file: z.string(), content: z.string() });
type Entry = z.infer<typeof entrySchema>;

/** Where an export keeps which files it wrote, beside them. */
export const journalName = '.showtell-export.jsonl';

/**
 * Which files of a folder exports wrote, with a hash of what they wrote: only such a file may be written over or taken away, and only
 * as long as nobody has changed it. A file is noted before it gets its name, so that a crash leaves none unknown.
 */
export class ExportJournal {
  private readonly written = new Map<string, Entry>();

  private constructor(
    private readonly folder: string,
    /** The name of this export among those into the same folder. */
    private readonly name: string,
    /** What stands in it of each file. */
    private readonly entries: ReadonlyMap<string, readonly Entry[]>,
  ) {}

  static async open(folder: string, name: string): Promise<ExportJournal> {
    const place = path.join(folder, journalName);
    const text = await readFile(place, 'utf8').catch((error: unknown) => {
      if (errorCode(error) === 'ENOENT') return '';
      throw couldNotRead(place, error);
    });
    const entries = text.split('\n').flatMap((line) => readEntry(line) ?? []);
    return new ExportJournal(
      folder,
      name,
      groupBy(entries, ({ file }) => file),
    );
  }

  /** Whether there is a file of this name that no export wrote, or that was changed since; one that cannot be read may be such. */
  async isForeign(file: string): Promise<boolean> {
    const content = await contentOf(path.join(this.folder, file)).catch(() => noFile);
    return content !== undefined && !this.entries.get(file)?.some((entry) => entry.content === content);
  }

  /** Notes files that are about to get their names, each with what `contentOf` says of it. */
  async note(files: ReadonlyMap<string, string>): Promise<void> {
    const entries = Array.from(files, ([file, content]) => ({ export: this.name, file, content }));
    for (const entry of entries) this.written.set(entry.file, entry);
    await appendFile(path.join(this.folder, journalName), linesOf(entries));
  }

  /** Says that a file stays as it is; if an export wrote it, it is a part of this one, too. */
  keep(file: string): void {
    const entry = this.entries.get(file)?.at(-1);
    if (entry) this.written.set(file, { ...entry, export: this.name });
  }

  /**
   * Ends an export: what an earlier one of the same name wrote, and this one did not, goes.
   * @returns the files that were taken away
   */
  async close(): Promise<string[]> {
    const gone: string[] = [];
    const entries = [...this.entries.values()].flat();
    for (const entry of entries) {
      if (entry.export !== this.name || this.written.has(entry.file)) continue;
      const place = path.join(this.folder, entry.file);
      if ((await contentOf(place)) !== entry.content) continue;
      await rm(place);
      gone.push(entry.file);
    }
    const kept = entries.filter((entry) => entry.export !== this.name && !this.written.has(entry.file));
    if (kept.length + this.written.size === 0) return gone;
    const place = path.join(this.folder, journalName);
    await writeFileAtomically(place, Buffer.from(linesOf([...kept, ...this.written.values()]))).catch(
      (error: unknown) => {
        throw writeFailure(place, error);
      },
    );
    return gone;
  }
}

function linesOf(entries: readonly Entry[]): string {
  return entries.map((entry) => `${JSON.stringify(entry)}\n`).join('');
}

/** Something else is there, or one of the folders of the file is none. */
const noFile = 'no file';

/** What a file holds, as a hash; what a link leads to; nothing where there is nothing. */
export async function contentOf(file: string): Promise<string | undefined> {
  const stats = await lstat(file).catch((error: unknown) => {
    if (errorCode(error) === 'ENOENT') return undefined;
    if (errorCode(error) === 'ENOTDIR') return noFile;
    throw error;
  });
  if (!stats) return undefined;
  if (stats === noFile) return noFile;
  if (stats.isSymbolicLink()) return contentOfLink(await readlink(file));
  if (!stats.isFile()) return noFile;
  return hashOfFile(file);
}

/** What {@link contentOf} says of a link. */
export function contentOfLink(target: string): string {
  return `link ${target}`;
}

function readEntry(line: string): Entry | undefined {
  try {
    const entry = entrySchema.safeParse(JSON.parse(line)).data;
    // A journal that somebody made up shall not lead out of the folder.
    return entry && !path.isAbsolute(entry.file) && !entry.file.split(/[/\\]/).includes('..') ? entry : undefined;
  } catch {
    return undefined; // cut off by a crash, or empty: its file counts as foreign
  }
}
