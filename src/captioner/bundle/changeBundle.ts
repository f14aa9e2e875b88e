import { readFile } from 'node:fs/promises';
import path from 'node:path';
import * as z from 'zod';
import { writeFileAtomically } from '../../dataset/files/atomicWrite';
import type { Calibration } from '../calibration/calibration';
import type { ActivationRanges } from '../computing/activationRanges';
import { encodeNgrams } from '../ngrams/ngramFile';
import type { NgramModel } from '../ngrams/ngramModel';
import type { ObjectNamer } from '../objects/objectNamer';
import {
  classifierFile,
  detectedWordsFile,
  detectorsFile,
  describeFile,
  descriptionFile,
  descriptionText,
  ngramsFile,
  objectTableFile,
  readBundleDescription,
  type BundleDescription,
} from './description';
import type { WordDetectors } from '../detectors/wordDetectors';
import { detectedWordsData, detectorsData } from './detectorFiles';
import { classifierData, objectTableData } from './objectFiles';

/**
 * Puts a calibration into a bundle, in place of the one that it had. Nothing else of it changes, its id neither.
 * @throws BundleError if there is no bundle; the error of the file system if it cannot be written
 */
export async function writeCalibration(directory: string, calibration: Calibration): Promise<void> {
  await readBundleDescription(directory);
  await describeAnew(directory, { calibration });
}

/**
 * Puts n-grams into a bundle, in place of those that it had. Nothing else of it changes, its id neither: it suggests what it
 * did. A bundle in which this was broken off is refused as damaged until it is done again.
 * @throws BundleError if there is no bundle; the error of the file system if it cannot be written
 */
export async function writeNgrams(directory: string, model: NgramModel): Promise<void> {
  await readBundleDescription(directory);
  const data = encodeNgrams(model);
  await writeFileAtomically(path.join(directory, ngramsFile), Buffer.from(data));
  await describeAnew(directory, { ngrams: describeFile(ngramsFile, data) });
}

/**
 * Puts into a bundle what it can name beside what captions named, in place of what it had; otherwise as `writeNgrams`.
 * @throws BundleError if there is no bundle; the error of the file system if it cannot be written
 */
export async function writeObjects(
  directory: string,
  { table, classifier }: Pick<ObjectNamer, 'table' | 'classifier'>,
): Promise<void> {
  await readBundleDescription(directory);
  const { data, specs } = await classifierData(classifier);
  const tableData = objectTableData(table);
  await writeFileAtomically(path.join(directory, objectTableFile), Buffer.from(tableData));
  await writeFileAtomically(path.join(directory, classifierFile), Buffer.from(data));
  const weights = { ...describeFile(classifierFile, data), specs };
  await describeAnew(directory, { objects: { table: describeFile(objectTableFile, tableData), weights } });
}

/**
 * Puts word detectors into a bundle, in place of those that it had, and takes away what they counted beside others: it has to be calibrated
 * again. Otherwise as `writeNgrams`.
 * @throws BundleError if there is no bundle; the error of the file system if it cannot be written
 */
export async function writeDetectors(directory: string, detectors: WordDetectors): Promise<void> {
  const { calibration } = await readBundleDescription(directory);
  const { data, specs } = await detectorsData(detectors);
  const words = detectedWordsData(detectors);
  await writeFileAtomically(path.join(directory, detectedWordsFile), Buffer.from(words));
  await writeFileAtomically(path.join(directory, detectorsFile), Buffer.from(data));
  const weights = { ...describeFile(detectorsFile, data), specs };
  await describeAnew(directory, {
    detectors: { words: describeFile(detectedWordsFile, words), weights },
    ...(calibration && { calibration: { ...calibration, secondOpinion: undefined } }),
  });
}

/**
 * Puts into a bundle what its encoder's feature maps are between, in place of what it had; otherwise as `writeCalibration`.
 * @throws BundleError if there is no bundle; the error of the file system if it cannot be written
 */
export async function writeActivations(directory: string, activations: ActivationRanges): Promise<void> {
  const { encoder } = await readBundleDescription(directory);
  await describeAnew(directory, { encoder: { ...encoder, activations: { ...activations } } });
}

/** @param directory of a bundle, which the caller has made sure of */
async function describeAnew(directory: string, changed: Partial<BundleDescription>): Promise<void> {
  const file = path.join(directory, descriptionFile);
  const asWritten = z.record(z.string(), z.unknown()).parse(JSON.parse(await readFile(file, 'utf8')));
  await writeFileAtomically(file, Buffer.from(descriptionText({ ...asWritten, ...changed })));
}
