import { posix } from 'node:path';
import { NameTable } from '../collections/nameTable';
import type { ExportFormat } from './exportFormat';

/**
 * The names that images have in the folder of a format where they are not those of the dataset, by these: some would be misunderstood
 * there. No two images get the same.
 * @param fileNames gone through several times
 */
export function folderNames(
  fileNames: Iterable<string>,
  { nameInFolder }: Pick<ExportFormat, 'nameInFolder'>,
): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  if (!nameInFolder) return names;
  const taken = new NameTable();
  for (const fileName of fileNames) if (nameInFolder(fileName) === fileName) taken.add(fileName);
  for (const fileName of fileNames) {
    let name = nameInFolder(fileName);
    if (name === fileName) continue;
    const { name: stem, ext } = posix.parse(name);
    for (let number = 2; taken.has(name); number++) name = `${stem}_${number}${ext}`;
    taken.add(name);
    names.set(fileName, name);
  }
  return names;
}
