import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import * as l10n from '@vscode/l10n';
import { BundleError } from './bundleError';
import { readBundleDescription, type BundleDescription } from './description';

/**
 * Checks that a folder holds a whole bundle, without loading it: its description, and of each file the size and the hash.
 * @throws BundleError saying what is wrong
 */
export async function checkBundle(directory: string): Promise<BundleDescription> {
  const description = await readBundleDescription(directory);
  const { encoder, decoder, vocabulary, ngrams } = description;
  for (const { file, bytes, sha256 } of [encoder.weights, decoder.weights, vocabulary, ...(ngrams ? [ngrams] : [])]) {
    const data = await readFile(path.join(directory, file)).catch((error: unknown) => {
      throw new BundleError(directory, l10n.t('{0} is missing or cannot be read', file), { cause: error });
    });
    if (data.length !== bytes || createHash('sha256').update(data).digest('hex') !== sha256) {
      throw new BundleError(directory, l10n.t('{0} is damaged: its bytes are not those that were written', file));
    }
  }
  return description;
}
