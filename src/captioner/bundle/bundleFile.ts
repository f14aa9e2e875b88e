import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import * as l10n from '@vscode/l10n';
import { BundleError } from './bundleError';
import type { BundleFile } from './description';

/**
 * The bytes of a file of a bundle.
 * @throws BundleError if they are not those that were written
 */
export async function readBundleFile(directory: string, { file, bytes, sha256 }: BundleFile): Promise<Uint8Array> {
  let data: Buffer;
  try {
    data = await readFile(path.join(directory, file));
  } catch (error) {
    throw new BundleError(directory, l10n.t('{0} is missing or cannot be read', file), { cause: error });
  }
  if (data.length !== bytes)
    throw new BundleError(directory, l10n.t('{0} has {1} bytes instead of {2}', file, data.length, bytes));
  if (createHash('sha256').update(data).digest('hex') !== sha256) {
    throw new BundleError(directory, l10n.t('{0} is damaged: its bytes are not those that were written', file));
  }
  return data;
}
