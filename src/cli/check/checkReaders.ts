import { existsSync } from 'node:fs';
import { basename, join, posix } from 'node:path';
import type { DatasetLine } from '../../dataset/document/document';
import { findProperties } from '../../dataset/json/jsonObject';
import { namesSplit } from '../../dataset/images/splitWords';
import type { Finding } from './finding';
import { counted, shownNames } from '../program/listed';

const metadataName = 'metadata.jsonl';
/** Under these names `datasets` finds metadata, too, and all in a folder have to be of one kind. */
const otherMetadata: readonly string[] = ['metadata.csv', 'metadata.parquet'];

/** What keeps other programs from reading lines that are sound for Showtell: seen with datasets 5.2.0, pandas 3.1.1 and polars 2.1.0. */
export function findLineReaderProblems(text: string, rows: readonly DatasetLine[]): Finding[] {
  return rows.flatMap(({ line, start, end }) => {
    const json = text.slice(start, end);
    const found: Finding[] = [];
    const keys = findProperties(json).map(({ key }) => key);
    const twice = keys.find((key, index) => keys.indexOf(key) !== index);
    if (twice !== undefined) {
      found.push({
        line,
        reason: `"${twice}" stands there twice: Hugging Face datasets then loads nothing of the file. Take one out.`,
      });
    }
    if (/\\u[dD][89a-fA-F]/.test(json) && hasLoneSurrogate(JSON.parse(json))) {
      found.push({
        line,
        reason:
          'A \\u escape stands for half a character: Hugging Face datasets then loads nothing of the file. Write the character anew.',
      });
    }
    return found;
  });
}

/** What in the folder, or at the beginning of the file, other programs stumble over. @param images of the folder, and of rows */
export function findFolderReaderProblems(
  path: string,
  folder: string,
  text: string,
  images: readonly string[],
): { problems: Finding[]; notes: Finding[] } {
  const problems: Finding[] = [];
  const notes: Finding[] = [];
  if (text.startsWith('\uFEFF')) {
    notes.push({
      reason:
        'The file begins with a byte order mark: pandas and polars cannot read it then (datasets, DuckDB and Spark can). Save it without one.',
    });
  }
  const splits = [...new Set(images)].filter(namesSplit);
  if (splits.length > 0) {
    notes.push({
      reason: `Hugging Face datasets takes ${counted(splits.length, 'image')} for a split by ${splits.length === 1 ? 'its name' : 'their names'} (${shownNames(splits)}), and load_dataset("imagefolder", data_dir=…) then loads only such images, without captions. Name the files, data_files={"train": "FOLDER/**"}, or use what showtell export --to imagefolder writes.`,
    });
  }
  if (basename(path) !== metadataName) {
    notes.push({
      reason: `Hugging Face datasets finds the file under the name ${metadataName}, or with metadata_filenames=["${basename(path)}"] (5.2.0).`,
    });
    return { problems, notes };
  }
  for (const name of otherMetadata.filter((other) => existsSync(join(folder, other)))) {
    problems.push({
      reason: `${name} stands beside it: Hugging Face datasets loads neither where there are both. Move one of them away.`,
    });
  }
  for (const inside of foldersOf(images)) {
    for (const name of [metadataName, ...otherMetadata].filter((one) => existsSync(join(folder, inside, one)))) {
      problems.push({
        reason: `${inside}/${name} stands in a folder inside: Hugging Face datasets loads its rows, too, so that images that both name come twice, or nothing at all where their keys differ. Move one of the two files away.`,
      });
    }
  }
  return { problems, notes };
}

/** All folders on the way to images, but for the dataset's own. */
function foldersOf(images: readonly string[]): string[] {
  const found = new Set<string>();
  for (const image of images) {
    for (let folder = posix.dirname(image); folder !== '.' && folder !== '/' && !found.has(folder);) {
      found.add(folder);
      folder = posix.dirname(folder);
    }
  }
  return [...found];
}

function hasLoneSurrogate(value: unknown): boolean {
  if (typeof value === 'string') return /\p{Surrogate}/u.test(value);
  if (typeof value !== 'object' || value === null) return false;
  return Object.entries(value).some(([key, one]) => hasLoneSurrogate(key) || hasLoneSurrogate(one));
}
