import { once } from 'node:events';
import type { Writable } from 'node:stream';

/** Results for programs: one line each, on stdout. Waits for a slow reader, so results never pile up in memory. */
export class ResultStream {
  private isClosed = false;

  /** @param onClosed is called once when the reader went away, as `head` does */
  constructor(
    private readonly stream: Writable,
    onClosed: () => void,
  ) {
    stream.on('error', () => {
      this.isClosed = true;
      onClosed();
    });
  }

  /** Writes one line; resolves when there is room for the next. */
  async line(text: string): Promise<void> {
    if (!this.isClosed && !this.stream.write(`${text}\n`)) {
      await Promise.race([once(this.stream, 'drain'), once(this.stream, 'close')]).catch(() => undefined);
    }
  }
}
