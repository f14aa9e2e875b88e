/** What is told of things of which there may be very many: how many they are, and the first of them. */
export class Told<Item> {
  count = 0;
  readonly first: Item[] = [];

  /** @param most so many are kept */
  constructor(private readonly most: number) {}

  add(item: Item): void {
    if (this.count++ < this.most) this.first.push(item);
  }
}
