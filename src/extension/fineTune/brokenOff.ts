import { brokenOffRun, type FineTuneRun } from '../../engine/jobs/fineTuneRun';

/** A fine-tune that was broken off, which can be gone on with. */
export interface BrokenOff {
  run: FineTuneRun;
  /** Where it is saved. */
  folder: string;
}

/** What was broken off in these folders, and is not running in another window. */
export async function findBrokenOff(folders: readonly string[]): Promise<BrokenOff[]> {
  const found = await Promise.all(
    folders.map(async (folder) => {
      const run = await brokenOffRun(folder);
      return run ? [{ run, folder }] : [];
    }),
  );
  return found.flat();
}
