import { createHash } from 'node:crypto';
import path from 'node:path';
import { checkedFiles } from './checkBundle';
import { descriptionFile, descriptionText, type BundleDescription } from './description';
import { placeBundle } from './placeBundle';

/**
 * Copies a bundle: the files that its description names, checked, and the description. What else lies in the folder is no part
 * of it and stays there; where a link stands for a file, the copy has the file.
 * @param documents what else goes into the copy, by file name
 * @throws BundleError if it is damaged; Error if something is there already, or if it cannot be written
 */
export function copyBundle(
  from: string,
  to: string,
  documents: Readonly<Record<string, string>>,
): Promise<BundleDescription> {
  return placeBundle(to, async (write) => {
    const description = await checkedFiles(from, ({ file }, data) => write(file, data));
    for (const [file, text] of Object.entries(documents)) await write(file, text);
    await write(descriptionFile, descriptionText(description));
    return description;
  });
}

/**
 * The name of a folder for a model: its id, where that is one on every system and is seen by those who list models. `.` is the
 * folder itself, `x.tmp` one that is not finished yet, and Windows knows some names as devices.
 */
export function bundleFolder(parent: string, { id }: BundleDescription): string {
  const isPlain = /^[A-Za-z0-9_][\w.-]{0,99}$/.test(id) && !/(\.|\.tmp)$/i.test(id);
  const isDevice = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i.test(id);
  if (isPlain && !isDevice) return path.join(parent, id);
  return path.join(parent, `model-${createHash('sha256').update(id).digest('hex').slice(0, 16)}`);
}
