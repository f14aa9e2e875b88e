import { readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import * as l10n from '@vscode/l10n';
import * as z from 'zod';
import { TrainingError } from '../../captioner/training/trainingError';
import { writeFileAtomically } from '../../dataset/files/atomicWrite';
import { writeFailure } from '../../dataset/files/fileError';
import { isFolderLocked, lockFolder } from '../../dataset/files/folderLock';

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
  corrections: z.array(
    z.object({
      path: z.string(),
      /** Where it stands in the dataset; runs that were begun earlier do not say. */
      place: z.string().optional(),
      captions: z.array(z.string()),
      onlyAccepted: z.boolean(),
    }),
  ),
  others: z.array(z.string()),
  /** What could not be learned from. */
  problems: z.array(z.object({ fileName: z.string(), reason: z.string() })),
});
export type FineTuneRun = z.infer<typeof runSchema>;

const runFile = 'run.json';
/** Its checkpoints. */
const folders = ['with-replay', 'without-replay'];

/** The run that was broken off in this folder, if there is one that can be read and that nobody is going on with. */
export async function brokenOffRun(workFolder: string): Promise<FineTuneRun | undefined> {
  return (await isFolderLocked(workFolder)) ? undefined : readRun(workFolder);
}

/** The run of this folder, which whoever has locked it goes on with. */
export async function readRun(workFolder: string): Promise<FineTuneRun | undefined> {
  try {
    return runSchema.parse(JSON.parse(await readFile(path.join(workFolder, runFile), 'utf8')));
  } catch {
    // Nothing there, or nothing that could be gone on with: either way a new run begins.
    return undefined;
  }
}

/** Begins a run: what one before it left is deleted. */
export async function beginRun(workFolder: string, run: FineTuneRun): Promise<void> {
  await forgetRun(workFolder);
  await saveRun(workFolder, run);
}

/** Keeps what is known of a run by now. @throws Error if it cannot be written */
export async function saveRun(workFolder: string, run: FineTuneRun): Promise<void> {
  const file = path.join(workFolder, runFile);
  try {
    await writeFileAtomically(file, Buffer.from(JSON.stringify(run)));
  } catch (error) {
    throw writeFailure(file, error);
  }
}

/** Deletes the checkpoints of a run, which begins to learn anew then. */
export async function forgetCheckpoints(workFolder: string): Promise<void> {
  for (const name of folders) await rm(path.join(workFolder, name), { recursive: true, force: true });
}

/** Deletes a run and its checkpoints. */
export async function forgetRun(workFolder: string): Promise<void> {
  await rm(path.join(workFolder, runFile), { force: true });
  await forgetCheckpoints(workFolder);
}

/**
 * Does some work while nobody else may use the folder, in this process or in another one.
 * @param work asks what it is given before it replaces or deletes something: that throws a TrainingError if another process has
 *   taken the folder over meanwhile, as after this one had stood still for minutes
 * @throws TrainingError if somebody is using it
 */
export async function withLock<Result>(
  workFolder: string,
  work: (assertHeld: () => Promise<void>) => Promise<Result>,
): Promise<Result> {
  const lock = await lockFolder(workFolder);
  if (!lock) throw inUse();
  try {
    return await work(async () => {
      if (!(await lock.isHeld())) throw inUse();
    });
  } finally {
    await lock.release();
  }
}

/** @throws TrainingError if somebody is using the folder */
export async function assertUnused(workFolder: string): Promise<void> {
  if (await isFolderLocked(workFolder)) throw inUse();
}

function inUse(): TrainingError {
  return new TrainingError(
    l10n.t('Another fine-tune is running, perhaps in another window. Wait for it, or cancel it there.'),
  );
}
