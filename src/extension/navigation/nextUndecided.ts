import type { SessionContext } from '../session/sessionContext';

/** Finds the image that a person goes to next when one is decided, or put aside. */
export class NextUndecided {
  /** The keys of what was put aside. */
  private readonly skipped = new Set<string>();

  constructor(private readonly context: Pick<SessionContext, 'edits' | 'entries' | 'listed'>) {}

  /** Puts an entry aside: it comes again after all others. */
  skip(key: string): void {
    this.skipped.add(key);
  }

  /** What was decided a moment ago is no longer open; what is not listed yet may be. @returns its place in the list, -1 if there is none */
  async find(): Promise<number> {
    const { edits, entries, listed } = this.context;
    await edits.settled();
    const find = (): number => entries.nextOpen((entry) => this.skipped.has(entry.key));
    const index = find();
    if (index >= 0) return index;
    await listed();
    return find();
  }
}
