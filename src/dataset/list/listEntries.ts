import { readLine } from '../document';
import { imageKey } from '../fileName';
import { compareFileNames } from '../naturalOrder';
import { Entry, type ImageGroup, type Line } from './entry';

/** Reads one line of a dataset. */
export function readLineOf(text: string): Line {
  const { row, problem } = readLine(text, 0, 0, text.length);
  return { row, problem };
}

/**
 * Lists a whole dataset, in the order of paths; broken lines come last. Every line learns what lists it.
 * @param fileNames the images of the folder, in the order of paths
 */
export function listEntries(
  lines: readonly Line[],
  fileNames: readonly string[],
): { groups: Map<string, ImageGroup>; entries: Entry[]; broken: number } {
  const groups = new Map<string, ImageGroup>();
  for (const fileName of fileNames) {
    const key = imageKey(fileName);
    groups.set(key, { key, fileName, isThere: true, entries: [] });
  }
  const listed = [...groups.values()];
  const missing: ImageGroup[] = [];
  const broken: Entry[] = [];
  for (const line of lines) {
    line.entry = undefined;
    if (line.row) {
      const key = imageKey(line.row.fileName);
      let group = groups.get(key);
      if (!group) {
        group = { key, fileName: line.row.fileName, isThere: false, entries: [] };
        groups.set(key, group);
        missing.push(group);
      }
      group.entries.push((line.entry = new Entry(group, line)));
    } else if (line.problem !== undefined) {
      broken.push((line.entry = new Entry(undefined, line)));
    }
  }
  for (const group of listed) if (group.entries.length === 0) group.entries.push(new Entry(group, undefined));
  const entries = merge(listed, missing.sort(byName)).flatMap((group) => group.entries);
  return { groups, entries: [...entries, ...broken], broken: broken.length };
}

function byName(one: ImageGroup, other: ImageGroup): number {
  return compareFileNames(one.fileName, other.fileName);
}

function merge(one: readonly ImageGroup[], other: readonly ImageGroup[]): readonly ImageGroup[] {
  if (other.length === 0) return one;
  const merged: ImageGroup[] = [];
  let at = 0;
  for (const group of one) {
    while (at < other.length && byName(other[at], group) < 0) merged.push(other[at++]);
    merged.push(group);
  }
  return [...merged, ...other.slice(at)];
}
