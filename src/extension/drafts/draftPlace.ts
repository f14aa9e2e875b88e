import { existsSync } from 'node:fs';
import { open, readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import * as z from 'zod/mini';

/** Of which dataset a file has drafts: so that they are found where its folder is called otherwise by now. */
const placeSchema = z.object({
  dataset: z.string(),
  /** What the file system knows the dataset's folder by, which a rename leaves as it is; numbers alone are given again soon. */
  folder: z.string(),
});
export type DraftPlace = z.infer<typeof placeSchema>;

/** As long as the path of a dataset, and what stands around it, may be in bytes. */
const mostBytes = 16 * 1024;

/** @returns nothing where there is no folder of the dataset */
export async function placeOf(dataset: string): Promise<DraftPlace | undefined> {
  try {
    const { dev, ino, birthtimeNs } = await stat(path.dirname(dataset), { bigint: true });
    return { dataset, folder: `${dev}:${ino}:${birthtimeNs}` };
  } catch {
    return undefined;
  }
}

/**
 * The files with drafts of a dataset whose folder, or one above, was renamed or moved since: it is the same folder, the dataset has
 * the same name in it, and nothing is where it was.
 * @param own where its drafts are kept now
 */
export async function filesOfRenamed(dataset: string, own: string): Promise<string[]> {
  const now = await placeOf(dataset);
  if (!now) return [];
  const folder = path.dirname(own);
  const names = await readdir(folder).catch((): string[] => []);
  const found: string[] = [];
  for (const name of names) {
    const file = path.join(folder, name);
    if (!name.endsWith('.json') || file === own) continue;
    const before = await placeIn(file);
    const isSame = before?.folder === now.folder && path.basename(before.dataset) === path.basename(dataset);
    if (isSame && !existsSync(path.dirname(before.dataset))) found.push(file);
  }
  return found;
}

/** What the first line of a file with drafts says; files from before places were noted say nothing. */
async function placeIn(file: string): Promise<DraftPlace | undefined> {
  try {
    const handle = await open(file, 'r');
    try {
      const { buffer, bytesRead } = await handle.read({ buffer: Buffer.alloc(mostBytes) });
      const [line] = buffer.toString('utf8', 0, bytesRead).split('\n', 1);
      return placeSchema.safeParse(JSON.parse(line)).data;
    } finally {
      await handle.close();
    }
  } catch {
    return undefined;
  }
}
