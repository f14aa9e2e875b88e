/** How long things are gathered before they are written, in milliseconds. */
const usualPause = 2_000;
/** Writing takes at most one part in so many of the time: a large file is written less often. */
const partsBetween = 20;

/**
 * Gathers what comes one by one and writes it a little at a time: ten thousand suggestions of a batch are not ten thousand edits
 * of the document, and what is finished is soon in the file.
 */
export class GatheringWriter<T> {
  private gathered: T[] = [];
  private timer: NodeJS.Timeout | undefined;
  private writing: Promise<void> = Promise.resolve();
  private pause: number;

  /** @param onFailure is told when what was gathered could not be written; nothing is written after that */
  constructor(
    private readonly write: (things: readonly T[]) => Promise<void>,
    private readonly onFailure: (error: unknown) => void,
    private readonly shortestPause = usualPause,
  ) {
    this.pause = shortestPause;
  }

  add(thing: T): void {
    this.gathered.push(thing);
    this.timer ??= setTimeout(() => void this.flush().catch(this.onFailure), this.pause);
  }

  /** Writes what is gathered now. @throws what writing throws, now or before */
  flush(): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.writing = this.writing.then(async () => {
      const things = this.gathered.splice(0);
      if (things.length === 0) return;
      const began = performance.now();
      await this.write(things);
      this.pause = Math.max(this.shortestPause, partsBetween * (performance.now() - began));
    });
    return this.writing;
  }
}
