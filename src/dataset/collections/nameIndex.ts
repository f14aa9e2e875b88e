import { hashOf, type NameTable } from './nameTable';

/** Names by something that several of them may have in common, such as their stem; some eight bytes each. */
export class NameIndex {
  /** By hash: the first name, counted from 1; 0 where there is none. */
  private readonly first: Int32Array;
  /** The next name of the same hash. */
  private readonly next: Int32Array;

  /** @param keyOf what is looked for: made again from the name whenever it is compared, so that it need not be kept */
  constructor(
    private readonly names: NameTable,
    private readonly keyOf: (name: string) => string,
  ) {
    this.first = new Int32Array(2 ** Math.ceil(Math.log2(names.size + 1)));
    this.next = new Int32Array(names.size);
    for (let number = names.size - 1; number >= 0; number--) {
      const slot = this.slotOf(keyOf(names.nameAt(number)));
      this.next[number] = this.first[slot];
      this.first[slot] = number + 1;
    }
  }

  /** The numbers of the names with this key, in their order. */
  find(key: string): number[] {
    const found: number[] = [];
    for (let at = this.first[this.slotOf(key)]; at > 0; at = this.next[at - 1]) {
      if (this.keyOf(this.names.nameAt(at - 1)) === key) found.push(at - 1);
    }
    return found;
  }

  private slotOf(key: string): number {
    return hashOf(key) & (this.first.length - 1);
  }
}
