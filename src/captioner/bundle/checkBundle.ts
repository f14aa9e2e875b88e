import { readBundleFile } from './bundleFile';
import { readBundleDescription, type BundleDescription } from './description';

/**
 * Checks that a folder holds a whole bundle, without loading it: its description, and of each file the size and the hash.
 * @throws BundleError saying what is wrong
 */
export async function checkBundle(directory: string): Promise<BundleDescription> {
  const description = await readBundleDescription(directory);
  const { encoder, decoder, vocabulary, ngrams } = description;
  for (const file of [encoder.weights, decoder.weights, vocabulary, ...(ngrams ? [ngrams] : [])]) {
    await readBundleFile(directory, file);
  }
  return description;
}
