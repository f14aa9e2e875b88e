import { readBundleFile } from './bundleFile';
import { filesOf, readBundleDescription, type BundleDescription, type BundleFile } from './description';

/**
 * Checks that a folder holds a whole bundle, without loading it: its description, and of each file the size and the hash.
 * @throws BundleError saying what is wrong
 */
export function checkBundle(directory: string): Promise<BundleDescription> {
  return checkedFiles(directory, () => Promise.resolve());
}

/**
 * Reads all files of a bundle, one after another.
 * @param take gets each, once its size and its hash are as they should be
 * @throws BundleError saying what is wrong
 */
export async function checkedFiles(
  directory: string,
  take: (file: BundleFile, data: Uint8Array) => Promise<void>,
): Promise<BundleDescription> {
  const description = await readBundleDescription(directory);
  for (const file of filesOf(description)) await take(file, await readBundleFile(directory, file));
  return description;
}
