import { stat } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { lockFile, type Lock } from './folderLock';
import { makeFolder } from './makeFolder';

/**
 * Takes a file for this process alone, as {@link lockFile} does, also where it has several names (hard links), each of which another
 * process may go by: of what it is apart from its names there is a lock in the system's folder for temporary files.
 * @returns nothing if somebody else has it
 */
export async function lockFileOfAnyName(file: string): Promise<Lock | undefined> {
  const byName = await lockFile(file);
  const { dev, ino, nlink } = (await stat(file).catch(() => undefined)) ?? { nlink: 0 };
  if (!byName || nlink < 2) return byName;
  const folder = path.join(os.tmpdir(), `showtell-locks-${process.getuid?.() ?? 0}`);
  await makeFolder(folder);
  const byFile = await lockFile(path.join(folder, `${dev}-${ino}`));
  if (!byFile) {
    await byName.release();
    return undefined;
  }
  return {
    isHeld: async () => (await byName.isHeld()) && (await byFile.isHeld()),
    release: async () => {
      await byFile.release();
      await byName.release();
    },
  };
}
