import type { CaptionInput } from './captionInputs';

/** So many are listed before the first is answered: what starts meanwhile needs the processor. */
const listedAtFirst = 10_000;

/**
 * Inputs that are being listed while the first of them are worked on: in a folder of a million images nobody waits for the last. The
 * listing begins at once, pauses until the captioner has started and answers, and then does not wait for the work.
 */
export class ListedInputs implements AsyncIterable<CaptionInput> {
  private readonly portions: CaptionInput[][] = [];
  private count = 0;
  private taken = 0;
  private goOn: () => void = () => undefined;
  private readonly isAnswered = new Promise<void>((resolve) => (this.goOn = resolve));
  private isComplete = false;
  private failure: Error | undefined;
  private wake: () => void = () => undefined;

  /**
   * @param source gives some at a time; the loop over this object throws what it throws
   * @param atOnce so many are worked on at a time: once one more is taken, the first is answered
   */
  constructor(
    source: AsyncIterable<CaptionInput[]>,
    private readonly atOnce: number,
  ) {
    void this.list(source);
  }

  /** How many there are; nothing while they are being listed. */
  get total(): number | undefined {
    return this.isComplete ? this.count : undefined;
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<CaptionInput> {
    for (;;) {
      const portion = this.portions.shift() ?? [];
      for (const input of portion) {
        if (++this.taken > this.atOnce) this.goOn();
        yield input;
      }
      if (portion.length > 0) continue;
      if (this.failure) throw this.failure;
      if (this.isComplete) return;
      await new Promise<void>((resolve) => (this.wake = resolve));
    }
  }

  private async list(source: AsyncIterable<CaptionInput[]>): Promise<void> {
    try {
      for await (const portion of source) {
        this.count += portion.length;
        if (portion.length > 0) this.portions.push(portion);
        this.wake();
        if (this.count >= listedAtFirst) await this.isAnswered;
        // Reading a large folder leaves nobody else a turn.
        await new Promise((resolve) => setImmediate(resolve));
      }
      this.isComplete = true;
    } catch (error) {
      this.failure = error instanceof Error ? error : new Error(String(error));
    }
    this.wake();
  }
}
