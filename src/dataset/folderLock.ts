import { randomUUID } from 'node:crypto';
import { mkdir, open, readFile, rm, stat, utimes } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import * as z from 'zod';
import { errorCode, writeFailure } from './fileError';

const ownerSchema = z.object({ process: z.int().positive(), host: z.string(), id: z.string() });
type Owner = z.infer<typeof ownerSchema>;

/** In milliseconds: how often a lock is renewed, and after how long without that it is nobody's. */
const renewEvery = 10_000;
const expiresAfter = 120_000;

const lockFile = 'lock';
/** The locks of this process: one with its number in it that is not among them is of a process long ended. */
const held = new Set<string>();

/** What a process holds while nobody else may use a folder. */
export interface FolderLock {
  release(): Promise<void>;
}

/**
 * Takes a folder, which is made if there is none, for this process alone. Nothing is waited for.
 *
 * A lock is free once its process has ended. Numbers of processes are used again, always low ones in a container, so that it also
 * has to be renewed. Not the package proper-lockfile, which goes by time alone: after a crash nobody could go on for as long as
 * a busy process may need to renew it.
 * @returns nothing if somebody else has it
 * @throws Error if nothing can be written there
 */
export async function lockFolder(folder: string): Promise<FolderLock | undefined> {
  const file = path.resolve(folder, lockFile);
  if (held.has(file)) return undefined;
  held.add(file);
  try {
    const id = randomUUID();
    if (!(await take(file, { process: process.pid, host: os.hostname(), id }))) {
      held.delete(file);
      return undefined;
    }
    const renewal = setInterval(() => void renew(file), renewEvery);
    renewal.unref();
    return {
      release: async () => {
        clearInterval(renewal);
        // One that expired, while the machine slept, may be another's by now.
        if ((await ownerOf(file))?.id === id) await rm(file, { force: true });
        held.delete(file);
      },
    };
  } catch (error) {
    held.delete(file);
    throw writeFailure(file, error);
  }
}

/** Whether some process uses a folder at present. */
export async function isFolderLocked(folder: string): Promise<boolean> {
  const file = path.resolve(folder, lockFile);
  return held.has(file) || isTaken(file);
}

async function take(file: string, owner: Owner): Promise<boolean> {
  await mkdir(path.dirname(file), { recursive: true });
  for (;;) {
    try {
      const handle = await open(file, 'wx');
      await handle.writeFile(JSON.stringify(owner)).finally(() => handle.close());
      return true;
    } catch (error) {
      if (errorCode(error) !== 'EEXIST') throw error;
    }
    if (await isTaken(file)) return false;
    await rm(file, { force: true });
  }
}

async function renew(file: string): Promise<void> {
  const now = new Date();
  await utimes(file, now, now).catch(() => undefined);
}

async function isTaken(file: string): Promise<boolean> {
  const found = await stat(file).catch(() => undefined);
  if (!found || Math.abs(Date.now() - found.mtimeMs) > expiresAfter) return false;
  const owner = await ownerOf(file);
  // Somebody is just writing it, or it is on another machine whose processes cannot be seen from here.
  if (owner?.host !== os.hostname()) return true;
  return owner.process !== process.pid && isAlive(owner.process);
}

async function ownerOf(file: string): Promise<Owner | undefined> {
  try {
    return ownerSchema.parse(JSON.parse(await readFile(file, 'utf8')));
  } catch {
    return undefined;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return errorCode(error) === 'EPERM';
  }
}
