import { mkdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { errorCode } from './fileError';

/**
 * Makes a folder, and those around it, where they are not there. Not by Node's own `mkdir` with `recursive` (24.21): there are places where
 * that never ends, and nothing ends it; here each folder is tried twice at most.
 * @throws what the system says
 */
export async function makeFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder);
  } catch (error) {
    const parent = path.dirname(folder);
    if (errorCode(error) === 'ENOENT' && parent !== folder) {
      await makeFolder(parent);
      // Once more and no oftener; somebody else may have made it meanwhile.
      await mkdir(folder).catch((again: unknown) => unlessThere(folder, again));
    } else {
      await unlessThere(folder, error);
    }
  }
}

async function unlessThere(folder: string, error: unknown): Promise<void> {
  if (!(await isFolder(folder))) throw error;
}

async function isFolder(folder: string): Promise<boolean> {
  return stat(folder).then(
    (found) => found.isDirectory(),
    () => false,
  );
}
