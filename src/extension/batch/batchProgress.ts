/** How far a batch is. */
export interface BatchProgress {
  total: number;
  /** Suggested, failed, or decided by somebody meanwhile. */
  done: number;
  failed: number;
  /** Images a second; nothing before the second image is done. */
  rate: number | undefined;
  secondsLeft: number | undefined;
}

/** Counts what is done, and tells from it how long the rest will take. */
export class ProgressCount {
  private done = 0;
  private failed = 0;
  private firstAt = 0;

  constructor(
    private readonly total: number,
    private readonly now: () => number = () => performance.now(),
  ) {}

  add(failed = false): void {
    // The time that the engine takes to start says nothing about its rate.
    if (this.done === 0) this.firstAt = this.now();
    this.done++;
    if (failed) this.failed++;
  }

  get current(): BatchProgress {
    const { total, done, failed } = this;
    const seconds = (this.now() - this.firstAt) / 1000;
    const rate = done > 1 && seconds > 0 ? (done - 1) / seconds : undefined;
    return { total, done, failed, rate, secondsLeft: rate === undefined ? undefined : (total - done) / rate };
  }
}
