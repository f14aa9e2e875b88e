import { randomBytes } from 'node:crypto';
import { readdir, rm } from 'node:fs/promises';
import path from 'node:path';

/** Only imports end names so: of two files with such a name, none is another program's, or an editor's that is saving. */
const ending = '.import.tmp';
const unfinished = /^\.[0-9a-f]{12}\.import\.tmp$/;

/** Where an import keeps what is not finished, beside the dataset. */
export function temporaryBeside(dataset: string): string {
  return `${dataset}.${randomBytes(6).toString('hex')}${ending}`;
}

/**
 * Takes away what imports left that were killed. The caller holds the dataset's lock: no other import is at work there.
 * @param dataset the file itself, where a symbolic link leads to it
 * @throws the error of the file system
 */
export async function removeLeftovers(dataset: string): Promise<void> {
  const [folder, name] = [path.dirname(dataset), path.basename(dataset)];
  for (const entry of await readdir(folder)) {
    if (entry.startsWith(name) && unfinished.test(entry.slice(name.length)))
      await rm(path.join(folder, entry), { force: true });
  }
}
