import type { LinePlace } from './datasetLines';
import { grown } from '../collections/growingNumbers';
import { NumberGroups } from '../collections/numberGroups';

/** Where the lines of each group stand, such as those of an image; some sixteen bytes a line, outside of the heap. */
export class PlaceGroups {
  private readonly groups = new NumberGroups();
  /** Where each line begins and ends. */
  private ends = new Uint32Array(1 << 8);

  /** @param group its number */
  add(group: number, { start, end }: LinePlace): void {
    const at = this.groups.add(group) * 2;
    this.ends = grown(this.ends, at + 2);
    this.ends[at] = start;
    this.ends[at + 1] = end;
  }

  /** Whether a group has any. */
  has(group: number): boolean {
    return this.groups.has(group);
  }

  /** Those of a group, in the order in which they were added. */
  of(group: number): LinePlace[] {
    return this.groups.of(group).map((line) => ({ start: this.ends[line * 2], end: this.ends[line * 2 + 1] }));
  }
}
