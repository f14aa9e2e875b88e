import { grown } from './growingNumbers';

/** Which things belong to which: numbers of members by the number of their group, each a few bytes outside of the heap. */
export class NumberGroups {
  /** How many members there are. */
  size = 0;
  /** The last member of each group, counted from 1; 0 where there is none. */
  private last = new Int32Array(1 << 8);
  /** The member of the same group before each, counted from 1. */
  private before = new Int32Array(1 << 8);

  /** Adds the next member, whose number is how many there were. @returns its number */
  add(group: number): number {
    const member = this.size++;
    this.last = grown(this.last, group + 1);
    this.before = grown(this.before, member + 1);
    this.before[member] = this.last[group];
    this.last[group] = member + 1;
    return member;
  }

  /** Whether a group has any. */
  has(group: number): boolean {
    return group < this.last.length && this.last[group] > 0;
  }

  /** The members of a group, in the order in which they were added. */
  of(group: number): number[] {
    const members: number[] = [];
    for (let at = group < this.last.length ? this.last[group] : 0; at > 0; at = this.before[at - 1])
      members.push(at - 1);
    return members.reverse();
  }
}
