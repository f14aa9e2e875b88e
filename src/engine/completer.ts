import type { Captioner } from '../captioner/captioner';
import { CompletionSession } from '../captioner/completion/completionSession';
import type { CompleteParams, CompleteResult } from './completionProtocol';
import { imageIdentity, type GridCache } from './gridCache';
import type { JobQueue } from './jobQueue';

/** Sessions that are kept: the image that is captioned, and the one that the person may go back to. */
const mostSessions = 2;

/**
 * Completes captions while they are typed. What the decoder said of an image is kept, so that a further character costs a
 * few steps; nothing waits for it but a computation that has begun.
 */
export class Completer {
  /** By the image's identity, those used last behind. */
  private readonly sessions = new Map<string, CompletionSession>();
  /** What is waited for, by the path of the image. */
  private readonly waiting = new Map<string, AbortController>();

  constructor(
    private readonly queue: JobQueue,
    private readonly cache: GridCache,
  ) {}

  /**
   * A newer request for the same image cancels the one before, as what that one asks about has been typed over.
   * @param captioner the one in use when the turn comes
   * @throws ImageError if the image cannot be decoded; an AbortError if it was cancelled, or a newer request came
   */
  async complete(
    { imagePath, typed, instead }: CompleteParams,
    captioner: () => Captioner,
    signal: AbortSignal,
  ): Promise<CompleteResult> {
    this.waiting.get(imagePath)?.abort();
    const overtaken = new AbortController();
    this.waiting.set(imagePath, overtaken);
    const both = AbortSignal.any([signal, overtaken.signal]);
    try {
      return await this.queue.run(
        'typing',
        async () => {
          await laterRequests();
          both.throwIfAborted();
          const session = await this.sessionOf(imagePath, captioner());
          return { continuation: session.complete(typed, { instead }).at(0)?.continuation ?? '' };
        },
        both,
      );
    } finally {
      if (this.waiting.get(imagePath) === overtaken) this.waiting.delete(imagePath);
    }
  }

  /** Ends all sessions: their model is not in use any more. Called between jobs. */
  forget(): void {
    for (const session of this.sessions.values()) session.dispose();
    this.sessions.clear();
  }

  private async sessionOf(imagePath: string, captioner: Captioner): Promise<CompletionSession> {
    const identity = await imageIdentity(imagePath);
    const kept = this.sessions.get(identity);
    if (kept) {
      this.sessions.delete(identity);
      this.sessions.set(identity, kept);
      return kept;
    }
    const grid = await this.cache.grid(imagePath, captioner.bundle.encoder);
    try {
      const session = new CompletionSession(captioner.bundle, grid);
      this.sessions.set(identity, session);
      for (const [oldest, old] of this.sessions) {
        if (this.sessions.size <= mostSessions) break;
        old.dispose();
        this.sessions.delete(oldest);
      }
      return session;
    } finally {
      grid.dispose();
    }
  }
}

/** The event loop turns, so that a request or a cancellation that has arrived meanwhile is seen before anything is computed. */
async function laterRequests(): Promise<void> {
  for (let turn = 0; turn < 2; turn++) await new Promise((resolve) => setImmediate(resolve));
}
