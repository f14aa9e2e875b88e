import { createHash } from 'node:crypto';
import path from 'node:path';
import * as l10n from '@vscode/l10n';
import { errorCode, explainFileError } from '../../dataset/files/fileError';
import { readWholeFile } from '../../dataset/files/wholeFile';
import { BundleError } from './bundleError';
import type { BundleFile } from './description';

/**
 * The bytes of a file of a bundle.
 * @throws BundleError if they are not those that were written
 */
export async function readBundleFile(directory: string, { file, bytes, sha256 }: BundleFile): Promise<Uint8Array> {
  let data: Buffer;
  try {
    data = await readWholeFile(path.join(directory, file), bytes);
  } catch (error) {
    throw new BundleError(directory, whyNotRead(file, bytes, error), { cause: error });
  }
  if (data.length !== bytes)
    throw new BundleError(directory, l10n.t('{0} has {1} bytes instead of {2}', file, data.length, bytes));
  if (createHash('sha256').update(data).digest('hex') !== sha256) {
    throw new BundleError(directory, l10n.t('{0} is damaged: its bytes are not those that were written', file));
  }
  return data;
}

function whyNotRead(file: string, bytes: number, error: unknown): string {
  if (errorCode(error) === 'ENOENT') return l10n.t('{0} is missing', file);
  if (errorCode(error) === 'ERR_FS_FILE_TOO_LARGE') return l10n.t('{0} has more than {1} bytes', file, bytes);
  return l10n.t('{0} cannot be read: {1}', file, explainFileError(error));
}
