import { createHash, randomUUID } from 'node:crypto';
import { mkdir, open, readdir, rm, rmdir, stat, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { errorCode, writeFailure } from './fileError';
import { makeFolder } from './makeFolder';

/** In milliseconds: how often a lock is renewed, and after how long without that it is nobody's. */
const renewEvery = 10_000;
const expiresAfter = 120_000;
/** How often it is tried again where several ask in the same moment. */
const mostTries = 100;

/** What a claim holds once its lock was got; one that is empty still asks. */
const got = 'got';
/** The claims of this process: one with its number that is not among them is of a process long ended. */
const own = new Set<string>();

/** What a process holds while nobody else may use a folder or write a file. */
export interface Lock {
  /** False when another took it over, as this process had stood still for so long that it seemed dead. */
  isHeld(): Promise<boolean>;
  release(): Promise<void>;
}

/** Takes a folder, which is made if there is none, for this process alone; as {@link lockFile} does. */
export async function lockFolder(folder: string): Promise<Lock | undefined> {
  await makeFolder(folder).catch((error: unknown) => {
    throw writeFailure(folder, error);
  });
  return takeLock(lockOf(folder));
}

/** Whether some process uses a folder at present. */
export async function isFolderLocked(folder: string): Promise<boolean> {
  const others = await livingClaims(lockOf(folder), Date.now());
  return others.some(({ isGot }) => isGot);
}

/**
 * Takes a file for this process alone. Nothing is waited for.
 *
 * A lock is a folder of claims, a file each with a name of its own. Whoever asks puts a claim there and looks at all others
 * afterwards: of two that ask at a time at least one sees the other, and gives way. A claim is never put in another's place and
 * only that of a dead process is deleted, so that nobody deletes what another has just taken.
 *
 * A lock is free once its process has ended. Numbers of processes are used again, always low ones in a container, so that it also
 * has to be renewed. Not the package proper-lockfile, which goes by time alone, so that after a crash nobody could go on for as
 * long as a busy process may need to renew it, and which lets several have a lock whose owner died (docs/reliability.md).
 * @returns nothing if somebody else has it
 * @throws Error if nothing can be written there
 */
export async function lockFile(file: string): Promise<Lock | undefined> {
  return takeLock(path.resolve(path.dirname(file), `.${path.basename(file)}.lock`));
}

function lockOf(folder: string): string {
  return path.resolve(folder, '.lock');
}

async function takeLock(place: string): Promise<Lock | undefined> {
  const name = `${thisHost()}.${process.pid}.${randomUUID()}`;
  own.add(name);
  try {
    for (let tries = 1; tries <= mostTries; tries++) {
      const answer = await ask(place, name);
      if (answer === 'got') return keep(place, name);
      await withdraw(place, name);
      if (answer === 'taken') break;
      await delay(Math.random() * Math.min(tries, 20));
    }
    own.delete(name);
    return undefined;
  } catch (error) {
    await withdraw(place, name).catch(() => undefined);
    own.delete(name);
    throw writeFailure(path.dirname(place), error);
  }
}

/** Puts a claim there, then looks whether it is the only one. */
async function ask(place: string, name: string): Promise<'got' | 'taken' | 'again'> {
  await mkdir(place).catch((error: unknown) => {
    if (errorCode(error) !== 'EEXIST') throw error;
  });
  const file = path.join(place, name);
  try {
    await (await open(file, 'wx')).close();
    // All dates are compared by the clock of the file system, as those of two machines may differ.
    const { mtimeMs: now } = await stat(file);
    const others = (await livingClaims(place, now)).filter((claim) => claim.name !== name);
    if (others.some(({ isGot }) => isGot)) return 'taken';
    if (others.length > 0) return 'again';
    await renew(file);
    return 'got';
  } catch (error) {
    // Whoever had it has just tidied up.
    if (errorCode(error) === 'ENOENT') return 'again';
    throw error;
  }
}

/** @throws Error of code ENOENT where another has taken the lock over: nothing is made anew */
function renew(file: string): Promise<void> {
  return writeFile(file, got, { flag: 'r+' });
}

function keep(place: string, name: string): Lock {
  const file = path.join(place, name);
  // Where this fails, `isHeld` tells.
  const renewal = setInterval(() => void renew(file).catch(() => undefined), renewEvery);
  renewal.unref();
  return {
    isHeld: () => exists(file),
    release: async () => {
      clearInterval(renewal);
      own.delete(name);
      await withdraw(place, name);
    },
  };
}

async function withdraw(place: string, name: string): Promise<void> {
  await rm(path.join(place, name), { force: true });
  await rmdir(place).catch(() => undefined); // others ask
}

/** The claims of processes that live; those of the dead are deleted. */
async function livingClaims(place: string, now: number): Promise<{ name: string; isGot: boolean }[]> {
  const names = await readdir(place).catch((error: unknown) => {
    if (errorCode(error) === 'ENOENT') return [];
    throw error;
  });
  const living: { name: string; isGot: boolean }[] = [];
  for (const name of names) {
    const file = path.join(place, name);
    const found = await stat(file).catch(() => undefined);
    if (!found) continue;
    if (own.has(name) || isLiving(name, now - found.mtimeMs)) living.push({ name, isGot: found.size > 0 });
    else await rm(file, { force: true });
  }
  return living;
}

/** @param age milliseconds since the claim was renewed; far below 0 after the clock was set back */
function isLiving(name: string, age: number): boolean {
  if (Math.abs(age) > expiresAfter) return false;
  const [host, number] = name.split('.');
  // The processes of another machine cannot be seen from here.
  return host !== thisHost() || (Number(number) !== process.pid && isAlive(Number(number)));
}

/** No dots, and short enough for the name of a file. */
function thisHost(): string {
  return createHash('sha256').update(os.hostname()).digest('hex').slice(0, 16);
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Another user's process lives, too.
    return errorCode(error) === 'EPERM';
  }
}

async function exists(file: string): Promise<boolean> {
  return stat(file).then(
    () => true,
    () => false,
  );
}
