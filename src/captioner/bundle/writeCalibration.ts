import path from 'node:path';
import { writeFileAtomically } from '../../dataset/atomicWrite';
import type { Calibration } from '../calibration/calibration';
import { descriptionFile, readBundleDescription } from './description';

/**
 * Puts a calibration into a bundle, in place of the one that it had; nothing else of it changes, so its id stays.
 * @throws BundleError if there is no bundle; the error of the file system if it cannot be written
 */
export async function writeCalibration(directory: string, calibration: Calibration): Promise<void> {
  const description = { ...(await readBundleDescription(directory)), calibration };
  const text = `${JSON.stringify(description, undefined, 1)}\n`;
  await writeFileAtomically(path.join(directory, descriptionFile), Buffer.from(text));
}
