import type { IndexChange } from '../../dataset/list/datasetIndex';
import { isOutdated, type Entry, type ImageGroup } from '../../dataset/list/entry';
import type { Row } from '../../dataset/rows/row';

/** Which images of a dataset have vanished although they have captions, and which could take captions. */
export class ImageRoles {
  readonly vanished = new Set<ImageGroup>();
  /** Those that are there, and on which nobody has decided. */
  readonly free = new Set<ImageGroup>();

  constructor(entries: Iterable<Entry>) {
    for (const { group } of entries) if (group) this.note(group);
  }

  /** @returns whether any image has another role now */
  follow({ added, removed, changed }: IndexChange): boolean {
    let isOther = false;
    const groups = new Set<ImageGroup>();
    for (const entries of [added, removed, changed]) for (const { group } of entries) if (group) groups.add(group);
    for (const group of groups) isOther = this.note(group) || isOther;
    return isOther;
  }

  private note(group: ImageGroup): boolean {
    const rows = group.entries.flatMap(({ row }) => row ?? []);
    const isListed = group.entries.length > 0;
    const before = [this.vanished.has(group), this.free.has(group)];
    const now = [
      group.isThere === false && rows.length > 0,
      group.isThere === true && isListed && rows.every(isUndecided) && !group.entries.some(({ isBegun }) => isBegun),
    ];
    [this.vanished, this.free].forEach((set, at) => (now[at] ? set.add(group) : set.delete(group)));
    return now.some((is, at) => is !== before[at]);
  }
}

/** Nobody would miss it: there is nothing in it but what a batch suggested. */
function isUndecided(row: Row): boolean {
  return (row.status === '' && row.text.trim() === '') || isOutdated(row, undefined);
}
