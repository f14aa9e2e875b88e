import { once } from 'node:events';
import { Writable, type Readable } from 'node:stream';
import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';
import type { JSONRPCMessage } from '@modelcontextprotocol/sdk/types.js';
import type { ResultStream } from '../program/resultStream';

/** How long answers may take once nobody can ask any more, in milliseconds: whoever asked for a fine-tune is gone. */
const patience = 10_000;

/** The protocol over standard input and output: messages are lines, and nothing else goes there. */
export class LineTransport extends StdioServerTransport {
  /** What was asked and is not answered. */
  private readonly open = new Set<string | number>();
  private allAnswered: () => void = () => undefined;
  private readonly inputEnd: Promise<unknown>;

  /** @param signal stops the waiting for {@link end} */
  constructor(input: Readable, results: ResultStream, signal: AbortSignal) {
    super(input, writableTo(results));
    this.inputEnd = once(input, 'end', { signal });
    this.inputEnd.catch(() => undefined); // whoever waits for the end sees it
  }

  override async start(): Promise<void> {
    const { onmessage } = this;
    this.onmessage = (message) => {
      if ('method' in message && 'id' in message) this.open.add(message.id);
      if ('method' in message && message.method === 'notifications/cancelled') this.forgetCancelled(message.params);
      onmessage?.(message);
    };
    await super.start();
  }

  override async send(message: JSONRPCMessage): Promise<void> {
    await super.send(message);
    if (!('method' in message) && message.id !== undefined) this.answered(message.id);
  }

  /** Resolves when the input has ended, and what was asked before is answered. @throws the reason of the signal */
  async end(): Promise<void> {
    await this.inputEnd;
    if (this.open.size === 0) return;
    await new Promise<void>((done) => {
      this.allAnswered = done;
      setTimeout(done, patience).unref();
    });
  }

  private forgetCancelled(params: Record<string, unknown> | undefined): void {
    const id = params?.requestId;
    if (typeof id === 'string' || typeof id === 'number') this.answered(id);
  }

  private answered(id: string | number): void {
    this.open.delete(id);
    if (this.open.size === 0) this.allAnswered();
  }
}

function writableTo(results: ResultStream): Writable {
  return new Writable({
    decodeStrings: false,
    write: (line: string, _encoding, done) => void results.line(line.replace(/\n$/, '')).then(() => done()),
  });
}
