import { randomBytes } from 'node:crypto';
import path from 'node:path';
import type { FineTuneParams } from '../../engine/client/client';
import type { FineTuneRun } from '../../engine/jobs/fineTuneRun';
import { excludedFiles } from '../document/excludedFiles';
import type { CaptionSession } from '../editor/captionSession';
import type { ModelLibrary } from '../models/modelLibrary';

const seed = 1;

/** What is asked of the engine, but for what is the same for all fine-tunes. */
export type FineTuneRequest = Pick<
  FineTuneParams,
  'datasetPath' | 'rows' | 'excluded' | 'baseModel' | 'out' | 'seed' | 'resume'
>;

/**
 * Learns from what is decided in an editor, saved or not: the file is the person's to save.
 * @returns nothing if nothing is decided
 */
export async function newRequest(session: CaptionSession, models: ModelLibrary): Promise<FineTuneRequest | undefined> {
  await session.settle();
  const { captions } = session;
  const rows = captions.document.getText();
  if (rows.trim() === '') return undefined;
  return {
    datasetPath: captions.file,
    rows: captions.document.isDirty ? rows : undefined,
    excluded: excludedFiles(path.dirname(captions.file)),
    baseModel: models.chosenDirectory,
    out: path.join(models.ownFolder, newName()),
    seed,
    resume: false,
  };
}

/** Goes on with a run that was broken off. */
export function resumingRequest({ datasetPath, baseModel, out, seed: begunWith }: FineTuneRun): FineTuneRequest {
  return { datasetPath, baseModel, out, seed: begunWith, resume: true };
}

function newName(): string {
  const time = new Date().toISOString().slice(0, 19).replace(/[:T]/g, '-');
  return `fine-tuned-${time}-${randomBytes(2).toString('hex')}`;
}
