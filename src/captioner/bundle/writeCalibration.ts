import { readFile } from 'node:fs/promises';
import path from 'node:path';
import * as z from 'zod';
import { writeFileAtomically } from '../../dataset/atomicWrite';
import type { Calibration } from '../calibration/calibration';
import { descriptionFile, readBundleDescription } from './description';

/**
 * Puts a calibration into a bundle, in place of the one that it had. Nothing else of it changes, its id neither.
 * @throws BundleError if there is no bundle; the error of the file system if it cannot be written
 */
export async function writeCalibration(directory: string, calibration: Calibration): Promise<void> {
  await readBundleDescription(directory);
  const file = path.join(directory, descriptionFile);
  const asWritten = z.record(z.string(), z.unknown()).parse(JSON.parse(await readFile(file, 'utf8')));
  const text = `${JSON.stringify({ ...asWritten, calibration }, undefined, 1)}\n`;
  await writeFileAtomically(file, Buffer.from(text));
}
