import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { DatasetFileError } from '../../dataset/document/file';
import { explainFileError } from '../../dataset/files/fileError';

/** Of a dataset, also of one that is still to be written. */
export const usualName = 'metadata.jsonl';
const otherName = /\.captions\.jsonl$/i;

/**
 * The dataset that a person names: a JSONL file, or the folder of one.
 * @returns what was given, unless it is a folder; whoever reads it says what is wrong with it
 * @throws DatasetFileError if it is a folder without a dataset, or with several
 */
export async function datasetPath(place: string): Promise<string> {
  const stats = await stat(place).catch(() => undefined);
  if (!stats?.isDirectory()) return place;
  const name = await datasetNameIn(place);
  if (name === undefined) {
    throw new DatasetFileError(
      `The folder ${place} holds no dataset: no ${usualName} and no NAME.captions.jsonl. Name the JSONL file instead.`,
    );
  }
  return path.join(place, name);
}

/**
 * The name of the dataset in a folder; undefined while there is none.
 * @throws DatasetFileError if several files could be meant, or the folder cannot be read
 */
export async function datasetNameIn(folder: string): Promise<string | undefined> {
  const names = await readdir(folder).catch((error: unknown) => {
    throw new DatasetFileError(`Cannot read ${folder}: ${explainFileError(error)}.`, { cause: error });
  });
  if (names.includes(usualName)) return usualName;
  const [only, second] = names.filter((name) => otherName.test(name)).sort();
  if (second !== undefined) {
    throw new DatasetFileError(`${folder} holds several datasets, ${only} and ${second}. Name the file instead.`);
  }
  return only;
}
