import { randomBytes } from 'node:crypto';
import { constants } from 'node:fs';
import { access, open, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { linkTarget } from './linkTarget';
import { syncFolder } from './sync';

/**
 * Replaces a file in one step: readers see the old bytes or the new ones, and a crash or a full disk leaves the old ones.
 * Mode and owner are kept; a symbolic link stays one, its target is replaced, or made where there is none yet. A read-only file is
 * refused, although renaming over it would work. Once this resolves, the new bytes outlast a power cut.
 *
 * Not the package write-file-atomic, whose single `fs.write` call may write less than it was given when the disk fills up;
 * it would then rename the torn file over the good one.
 * @param bytes all of them, or one part after the other
 * @param temporaryBeside what the new bytes are called until then
 * @throws the error of the file system
 */
export async function writeFileAtomically(
  file: string,
  bytes: Uint8Array | Iterable<Uint8Array> | AsyncIterable<Uint8Array>,
  temporaryBeside = (target: string): string => `${target}.${randomBytes(6).toString('hex')}.tmp`,
): Promise<void> {
  const target = await linkTarget(file);
  const existing = await stat(target).catch(() => undefined);
  if (existing) {
    await access(target, constants.W_OK);
    if ((existing.mode & 0o222) === 0) {
      throw Object.assign(new Error(`${file} is read-only`), { code: 'EACCES' });
    }
  }
  const temporary = temporaryBeside(target);
  try {
    const handle = await open(temporary, 'wx', existing ? existing.mode & 0o777 : 0o666);
    try {
      for await (const part of bytes instanceof Uint8Array ? [bytes] : bytes) await handle.writeFile(part);
      if (existing && process.platform !== 'win32') {
        await handle.chmod(existing.mode & 0o7777);
        await handle.chown(existing.uid, existing.gid).catch(() => undefined); // only the superuser may give files away
      }
      await handle.sync();
    } finally {
      await handle.close();
    }
    await putInPlace(temporary, target);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}

/**
 * Makes a file that is not there yet of one that is written already, in the same folder, as {@link writeFileAtomically} would.
 * @throws the error of the file system
 */
export async function makeFileOf(written: string, file: string): Promise<void> {
  const handle = await open(written, 'r+');
  await handle.sync().finally(() => handle.close());
  await putInPlace(written, await linkTarget(file));
}

async function putInPlace(temporary: string, target: string): Promise<void> {
  await renamePatiently(temporary, target);
  await syncFolder(path.dirname(target));
}

/** On Windows a virus scanner or an indexer holds a fresh file for a moment; renaming then works a little later. */
async function renamePatiently(from: string, to: string): Promise<void> {
  for (let wait = 10; ; wait *= 2) {
    try {
      await rename(from, to);
      return;
    } catch (error) {
      const isHeld = error instanceof Error && 'code' in error && /^(EPERM|EACCES|EBUSY)$/.test(String(error.code));
      if (process.platform !== 'win32' || !isHeld || wait > 2000) {
        throw error;
      }
      await delay(wait);
    }
  }
}
