/** How often things occur. */
export class Tally<T> {
  private readonly counts = new Map<T, number>();
  private sum = 0;

  get total(): number {
    return this.sum;
  }

  add(thing: T, by: 1 | -1): void {
    const count = (this.counts.get(thing) ?? 0) + by;
    this.sum += by;
    if (count === 0) this.counts.delete(thing);
    else this.counts.set(thing, count);
  }

  get(thing: T): number {
    return this.counts.get(thing) ?? 0;
  }

  entries(): [T, number][] {
    return [...this.counts];
  }

  clear(): void {
    this.counts.clear();
    this.sum = 0;
  }
}

/** The value in the middle of all that were counted; nothing if there are none. */
export function median(tally: Tally<number>): number | undefined {
  let left = tally.total / 2;
  for (const [value, count] of tally.entries().sort(([one], [other]) => one - other)) {
    left -= count;
    if (left <= 0) return value;
  }
  return undefined;
}
