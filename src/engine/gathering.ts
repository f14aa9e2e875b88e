interface Waiting<Item, Result> {
  item: Item;
  signal: AbortSignal;
  resolve: (result: Result | PromiseLike<Result>) => void;
  reject: (reason: unknown) => void;
}

/** How gathered items are worked on. */
export interface GatheredWork<Item, Result> {
  /** @returns a result for each */
  some: (items: readonly Item[]) => Promise<Result[]>;
  /** Where some together failed, so that only the one fails whose fault it is. */
  one: (item: Item) => Promise<Result>;
}

/** Gathers items until there are enough of a kind to be worked on together, or no other one is on its way. */
export class Gathering<Item, Result> {
  private readonly waiting: Waiting<Item, Result>[] = [];
  /** Items that are being made. */
  private coming = 0;

  /** @param kindOf items of different kinds are not worked on together */
  constructor(
    private readonly enough: number,
    private readonly kindOf: (item: Item) => unknown,
    private readonly work: GatheredWork<Item, Result>,
  ) {}

  /** @throws what making or working on the item throws; the signal's reason if it is aborted before that begins */
  async add(make: () => Promise<Item>, signal: AbortSignal): Promise<Result> {
    this.coming += 1;
    let item: Item;
    try {
      item = await make();
    } catch (error) {
      this.coming -= 1;
      this.begin();
      throw error;
    }
    this.coming -= 1;
    return new Promise((resolve, reject) => {
      this.waiting.push({ item, signal, resolve, reject });
      this.begin();
    });
  }

  private begin(): void {
    while (this.waiting.length >= this.enough || (this.coming === 0 && this.waiting.length > 0))
      void this.workOn(this.take());
  }

  /** The first, and those of its kind. */
  private take(): Waiting<Item, Result>[] {
    const kind = this.kindOf(this.waiting[0].item);
    const taken = this.waiting.filter(({ item }) => this.kindOf(item) === kind).slice(0, this.enough);
    for (const one of taken) this.waiting.splice(this.waiting.indexOf(one), 1);
    return taken;
  }

  private async workOn(taken: readonly Waiting<Item, Result>[]): Promise<void> {
    const wanted = taken.filter(({ signal }) => !signal.aborted);
    for (const { signal, reject } of taken) if (signal.aborted) reject(signal.reason);
    if (wanted.length === 0) return;
    try {
      const results = await this.work.some(wanted.map(({ item }) => item));
      wanted.forEach(({ resolve }, at) => resolve(results[at]));
    } catch (error) {
      if (wanted.length === 1) wanted[0].reject(error);
      else for (const { item, resolve } of wanted) resolve(this.work.one(item));
    }
  }
}
