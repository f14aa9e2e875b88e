import { mkdir, open, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import * as l10n from '@vscode/l10n';
import * as z from 'zod';
import { TrainingError } from '../../captioner/training/trainingError';
import { writeFileAtomically } from '../../dataset/atomicWrite';
import { errorCode, writeFailure } from '../../dataset/fileError';

/** What a run learns from, as it was when it began: a run that goes on must not mix it with what was decided since. */
const runSchema = z.object({
  format: z.literal('showtell-fine-tune-run'),
  version: z.literal(1),
  datasetPath: z.string(),
  baseModel: z.string(),
  out: z.string(),
  seed: z.int(),
  /** ISO 8601, UTC. */
  began: z.string(),
  corrections: z.array(z.object({ path: z.string(), captions: z.array(z.string()), onlyAccepted: z.boolean() })),
  others: z.array(z.string()),
  /** What could not be learned from. */
  problems: z.array(z.object({ fileName: z.string(), reason: z.string() })),
});
export type FineTuneRun = z.infer<typeof runSchema>;

const runFile = 'run.json';
const lockFile = 'lock';

/** The run that was broken off in this folder, if there is one that can be read. */
export async function unfinishedRun(workFolder: string): Promise<FineTuneRun | undefined> {
  try {
    return runSchema.parse(JSON.parse(await readFile(path.join(workFolder, runFile), 'utf8')));
  } catch {
    // Nothing there, or nothing that could be gone on with: either way a new run begins.
    return undefined;
  }
}

/** Begins a run: what one before it left is deleted. */
export async function beginRun(workFolder: string, run: Omit<FineTuneRun, 'format' | 'version'>): Promise<void> {
  await forgetRun(workFolder);
  const file = path.join(workFolder, runFile);
  const data: FineTuneRun = { format: 'showtell-fine-tune-run', version: 1, ...run };
  try {
    await writeFileAtomically(file, Buffer.from(JSON.stringify(data)));
  } catch (error) {
    throw writeFailure(file, error);
  }
}

/** Deletes a run and its checkpoints. */
export async function forgetRun(workFolder: string): Promise<void> {
  for (const name of [runFile, 'with-replay', 'without-replay'])
    await rm(path.join(workFolder, name), { recursive: true, force: true });
}

/** The locks that this process holds: a lock with its number in it that is not among them is of a process long ended. */
const held = new Set<string>();

/**
 * Does some work while nobody else may use the folder, in this process or in another one.
 * @throws TrainingError if somebody is using it
 */
export async function withLock<Result>(workFolder: string, work: () => Promise<Result>): Promise<Result> {
  const lock = path.resolve(workFolder, lockFile);
  if (held.has(lock)) throw inUse();
  held.add(lock);
  try {
    await takeLock(lock);
    try {
      return await work();
    } finally {
      await rm(lock, { force: true });
    }
  } finally {
    held.delete(lock);
  }
}

function inUse(): TrainingError {
  return new TrainingError(
    l10n.t('Another fine-tune is running, perhaps in another window. Wait for it, or cancel it there.'),
  );
}

async function takeLock(lock: string): Promise<void> {
  for (;;) {
    try {
      await mkdir(path.dirname(lock), { recursive: true });
      const file = await open(lock, 'wx');
      await file.writeFile(String(process.pid));
      await file.close();
      return;
    } catch (error) {
      if (errorCode(error) !== 'EEXIST') throw writeFailure(lock, error);
    }
    const owner = Number(await readFile(lock, 'utf8').catch(() => ''));
    if (owner !== process.pid && isAlive(owner)) throw inUse();
    // Its process has ended without cleaning up.
    await rm(lock, { force: true });
  }
}

function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return errorCode(error) === 'EPERM';
  }
}
