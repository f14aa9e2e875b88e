import type { ChunkedList } from '../../dataset/list/chunkedList';
import type { IndexChange } from '../../dataset/list/datasetIndex';
import type { Entry } from '../../dataset/list/entry';

/**
 * The place of what a change is about; -1 if that is not one image, or is not shown.
 * @param preferred counts before other captions of the image
 */
export function changedPlace(change: IndexChange, shown: ChunkedList<Entry>, preferred: Entry | undefined): number {
  const touched = [...change.added, ...change.changed, ...change.removed];
  const groups = new Set(touched.map(({ group }) => group));
  const [group] = groups;
  if (groups.size !== 1 || !group) return -1;
  const candidates = [...touched.filter((entry) => entry === preferred), ...touched, ...group.entries];
  return candidates.map((entry) => shown.indexOf(entry)).find((place) => place >= 0) ?? -1;
}
