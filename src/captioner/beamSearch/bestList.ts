/** The likeliest few of many, best first; of those that are equally likely, the ones that came first. */
export class BestList<T extends { logProbability: number }> {
  readonly items: T[] = [];

  constructor(private readonly most: number) {}

  /** Whether something this likely is among the best so far: worth asking before it is made, as most is not. */
  admits(logProbability: number): boolean {
    return !(this.items.length === this.most && logProbability <= this.items[this.most - 1].logProbability);
  }

  add(item: T): void {
    if (!this.admits(item.logProbability)) return;
    let at = this.items.length;
    while (at > 0 && this.items[at - 1].logProbability < item.logProbability) at--;
    this.items.splice(at, 0, item);
    if (this.items.length > this.most) this.items.pop();
  }
}
