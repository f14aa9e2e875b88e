/** The likeliest few of many, best first; of those that are equally likely, the ones that came first. */
export class BestList<T extends { logProbability: number }> {
  readonly items: T[] = [];

  constructor(private readonly most: number) {}

  /** What has to be likelier to be among the best so far, in nats: worth asking before it is made, as most is not. */
  get least(): number {
    return this.items.length === this.most ? this.items[this.most - 1].logProbability : -Infinity;
  }

  add(item: T): void {
    if (item.logProbability <= this.least) return;
    let at = this.items.length;
    while (at > 0 && this.items[at - 1].logProbability < item.logProbability) at--;
    this.items.splice(at, 0, item);
    if (this.items.length > this.most) this.items.pop();
  }
}
