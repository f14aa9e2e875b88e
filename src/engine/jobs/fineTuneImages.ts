import { existsSync } from 'node:fs';
import path from 'node:path';
import { trainableCaptions } from '../../dataset/document/captions';
import { readLines } from '../../dataset/document/document';
import { readDatasetFile } from '../../dataset/document/file';
import { excludedByRules } from '../../dataset/images/exclusion';
import { imageKey } from '../../dataset/images/fileName';
import { resolveImagePath } from '../../dataset/images/filePath';
import { scanFolder } from '../../dataset/images/folder';
import { seededRandom, shuffle } from '../../dataset/collections/random';
import type { FineTuneParams } from '../protocol/fineTuneProtocol';
import { imagePlace, leftOutLines } from './leftOutLines';
import { defaultRecipe, replayedBeside } from '../../captioner/training/fineTune/recipe';

/** A person stands behind these captions; `suggested` and excluded rows teach nothing. */
const taughtBy = ['accepted', 'edited', 'written'] as const;

/** What can be learned from a dataset. */
export interface FineTuneImages {
  corrections: { path: string; place: string; captions: string[]; onlyAccepted: boolean }[];
  /** Images without a decision, of the dataset's folder, or where it has too few of the samples. */
  others: string[];
  problems: { fileName: string; reason: string }[];
  /** Which other lines are not used, and why. */
  leftOut: string[];
}

/** @throws Error if the dataset or its folder cannot be read */
export async function readFineTuneImages({
  datasetPath,
  rows,
  excluded = [],
  samplesFolder,
  seed,
}: Pick<FineTuneParams, 'datasetPath' | 'rows' | 'excluded' | 'samplesFolder' | 'seed'>): Promise<FineTuneImages> {
  const folder = path.dirname(datasetPath);
  const lines = rows === undefined ? (await readDatasetFile(datasetPath)).lines : readLines(rows);
  const corrections: FineTuneImages['corrections'] = [];
  const { problems, sentences: leftOut } = leftOutLines(datasetPath, lines, taughtBy);
  for (const image of trainableCaptions(lines, taughtBy)) {
    const { fileName, captions, onlyAccepted } = image;
    const resolved = resolveImagePath(folder, fileName);
    const place = imagePlace(datasetPath, image);
    if ('problem' in resolved) problems.push({ fileName: place, reason: resolved.problem });
    else corrections.push({ path: resolved.path, place, captions, onlyAccepted });
  }
  // What a batch suggested, nobody has decided on.
  const named = new Set(
    lines.flatMap(({ row }) => (row && row.status !== 'suggested' ? [imageKey(row.fileName)] : [])),
  );
  const undecided = (await scanFolder(folder, undefined, excludedByRules(folder, excluded))).images
    .filter(({ fileName }) => !named.has(imageKey(fileName)))
    .map(({ fileName }) => path.join(folder, fileName));
  const samples =
    samplesFolder !== undefined && existsSync(samplesFolder) ? await scanFolder(samplesFolder) : undefined;
  const taken = new Set(corrections.map((one) => one.path));
  const others = [
    ...shuffle(undecided, seededRandom(seed)),
    ...(samples?.images ?? []).map(({ fileName }) => path.join(samplesFolder ?? '', fileName)),
  ].filter((file) => !taken.has(file));
  // To look at more images than are replayed would only take time.
  const most = replayedBeside(corrections.length, defaultRecipe).others;
  return { corrections, others: others.slice(0, most), problems, leftOut };
}
