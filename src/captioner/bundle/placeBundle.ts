import { randomUUID } from 'node:crypto';
import { readdir, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import * as l10n from '@vscode/l10n';
import { writeFailure } from '../../dataset/files/fileError';
import { syncFolder, writeSynced } from '../../dataset/files/sync';
import { makeFolder } from '../../dataset/files/makeFolder';

/** Writes a file of the bundle. @param file its name */
export type WriteFile = (file: string, data: Uint8Array | string) => Promise<void>;

/**
 * Makes the folder of a bundle beside its place and renames it at the end, so that it is there whole or not at all, after a
 * power cut, too.
 * @param fill writes its files
 * @throws Error if something is there already, as a model is never written over, or if it cannot be written
 */
export async function placeBundle<Result>(
  directory: string,
  fill: (write: WriteFile) => Promise<Result>,
): Promise<Result> {
  const temporary = await makeTemporary(directory);
  try {
    const result = await fill((file, data) => writeSynced(path.join(temporary, file), data));
    await syncFolder(temporary);
    await rename(temporary, directory);
    await syncFolder(path.dirname(directory));
    return result;
  } catch (error) {
    await rm(temporary, { recursive: true, force: true });
    throw writeFailure(directory, error);
  }
}

/**
 * Looks whether a bundle could be written: better before a long training than after it.
 * @throws Error if something is there already, or if nothing can be written there
 */
export async function assertBundleFits(directory: string): Promise<void> {
  await rm(await makeTemporary(directory), { recursive: true, force: true });
}

/** The folder that a bundle is made in. */
async function makeTemporary(directory: string): Promise<string> {
  if (await exists(directory))
    throw new Error(l10n.t('{0} exists already. Models are never written over: choose another folder.', directory));
  const temporary = `${directory}.${randomUUID()}.tmp`;
  try {
    await removeLeftOver(directory);
    await makeFolder(temporary);
    return temporary;
  } catch (error) {
    throw writeFailure(directory, error);
  }
}

/** A process that was killed while it wrote this bundle has left it unfinished. */
async function removeLeftOver(directory: string): Promise<void> {
  const [parent, name] = [path.dirname(directory), path.basename(directory)];
  await makeFolder(parent);
  for (const other of await readdir(parent)) {
    if (other.startsWith(`${name}.`) && other.endsWith('.tmp'))
      await rm(path.join(parent, other), { recursive: true, force: true });
  }
}

async function exists(file: string): Promise<boolean> {
  return stat(file).then(
    () => true,
    () => false,
  );
}
