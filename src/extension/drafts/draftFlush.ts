/** How long is waited for a webview's answer; one that is just being thrown away gives none. */
const limit = 1_000;

/** Asks a webview to send what was typed last, and waits until it has. */
export class DraftFlush {
  private readonly waiting = new Map<number, () => void>();
  private lastId = 0;

  constructor(private readonly ask: (id: number) => void) {}

  async wait(): Promise<void> {
    const id = ++this.lastId;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, limit);
      this.waiting.set(id, () => {
        clearTimeout(timer);
        resolve();
      });
      this.ask(id);
    });
    this.waiting.delete(id);
  }

  /** The webview has answered. */
  done(id: number): void {
    this.waiting.get(id)?.();
  }

  dispose(): void {
    for (const done of this.waiting.values()) done();
  }
}
