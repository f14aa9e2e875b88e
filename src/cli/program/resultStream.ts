import type { Writable } from 'node:stream';

/** Results for programs: one line each, on stdout. Waits for a slow reader, so results never pile up in memory. */
export class ResultStream {
  private isClosed = false;

  /** @param onFailure is called once when nothing can be written any more: the reader went away, as `head` does, or the disk is full */
  constructor(
    private readonly stream: Writable,
    private readonly onFailure: (error: Error) => void,
  ) {
    stream.on('error', (error) => this.fail(error));
  }

  /** Writes one line; resolves when it is written, or when it is known that it cannot be. */
  async line(text: string): Promise<void> {
    if (this.isClosed) return;
    await new Promise<void>((done) => {
      this.stream.once('close', done);
      this.stream.write(`${text}\n`, (error) => {
        this.stream.off('close', done);
        if (error) this.fail(error);
        done();
      });
    });
  }

  private fail(error: Error): void {
    if (this.isClosed) return;
    this.isClosed = true;
    this.onFailure(error);
  }
}
