import { posix } from 'node:path';
import type { ExportFormat } from './exportFormat';

/**
 * The names that images have in the folder of a format, by the names that they have in the dataset: some would be misunderstood there. No
 * two are the same.
 */
export function folderNames(
  fileNames: readonly string[],
  { nameInFolder }: Pick<ExportFormat, 'nameInFolder'>,
): ReadonlyMap<string, string> {
  const names = new Map(fileNames.map((fileName) => [fileName, fileName]));
  if (!nameInFolder) return names;
  const taken = new Set(fileNames.filter((fileName) => nameInFolder(fileName) === fileName));
  for (const fileName of fileNames) {
    if (taken.has(fileName)) continue;
    let name = nameInFolder(fileName);
    const { name: stem, ext } = posix.parse(name);
    for (let number = 2; taken.has(name); number++) name = `${stem}_${number}${ext}`;
    taken.add(name);
    names.set(fileName, name);
  }
  return names;
}
