/** What is told of things of which there may be very many: how many they are, and the first of them. */
export class Told<Item> {
  count = 0;
  private kept: Item[] = [];
  /** The last of those that were put in order: what comes after it is not told. */
  private last: Item | undefined;

  /**
   * @param most so many are told
   * @param compare the order that makes some the first; else those are that were added first
   */
  constructor(
    private readonly most: number,
    private readonly compare?: (one: Item, other: Item) => number,
  ) {}

  add(item: Item): void {
    this.count++;
    if (!this.compare) {
      if (this.kept.length < this.most) this.kept.push(item);
      return;
    }
    if (this.last !== undefined && this.compare(item, this.last) >= 0) return;
    if (this.kept.push(item) < this.most * 2) return;
    this.kept = this.first;
    this.last = this.kept.at(-1);
  }

  get first(): Item[] {
    return this.compare ? this.kept.sort(this.compare).slice(0, this.most) : this.kept;
  }
}
