import type { Captioner } from '../captioner/captioner';
import { CompletionSession } from '../captioner/completion/completionSession';
import type { CompleteParams, CompleteResult, DecideParams } from './protocol/completionProtocol';
import { DatasetCaptions, type DecidedCaption } from './datasetCaptions';
import { imageIdentity, type GridCache } from './features/gridCache';
import { ImageError } from './images/imageError';
import type { JobQueue } from './jobQueue';

/** Sessions that are kept: the image that is captioned, and the one that the person may go back to. */
const mostSessions = 2;

/**
 * Completes captions while they are typed. What the decoder said of an image is kept, so that a further character costs a
 * few steps; nothing waits for it but a computation that has begun.
 */
export class Completer {
  private readonly decided = new DatasetCaptions((dataset, keys) => this.learn(dataset, keys));
  /** By the dataset and the image's identity, those used last behind. */
  private readonly sessions = new Map<string, CompletionSession>();
  /** What is waited for, by the path of the image. */
  private readonly waiting = new Map<string, AbortController>();

  constructor(
    private readonly queue: JobQueue,
    private readonly cache: GridCache,
    /** The one in use when the turn of a computation comes. */
    private readonly captioner: () => Captioner,
  ) {}

  /**
   * A newer request for the same image cancels the one before, as what that one asks about has been typed over.
   * @throws ImageError if the image cannot be decoded; an AbortError if it was cancelled, or a newer request came
   */
  async complete({ imagePath, dataset, typed, instead }: CompleteParams, signal: AbortSignal): Promise<CompleteResult> {
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
          const session = await this.sessionOf(imagePath, dataset);
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
    this.endSessions();
    this.decided.forgetModel();
  }

  /** Takes what was decided in a dataset; what is completed next knows it. */
  decide(params: DecideParams): Promise<Record<string, never>> {
    return this.queue.run('typing', () => {
      // Sessions know what was told before.
      if (params.begins) this.endSessions();
      this.decided.note(params);
      return Promise.resolve({});
    });
  }

  /**
   * Learns from captions, when nothing else is to be done, how far to trust what is decided in their dataset. It is then as if
   * they were not decided yet.
   */
  private learn(dataset: string, keys: readonly string[]): void {
    for (const key of keys) {
      void this.queue.run('batch', async () => {
        const caption = this.decided.caption(dataset, key);
        if (!caption) return;
        try {
          await this.learnFrom(key, caption, dataset);
        } catch (error) {
          // The editor says at the image that it cannot be looked at.
          if (!(error instanceof ImageError)) throw error;
        }
      });
    }
  }

  private async learnFrom(key: string, { imagePath, text }: DecidedCaption, dataset: string): Promise<void> {
    const kept = this.sessions.get(await sessionKey(imagePath, dataset));
    // Not kept: the sessions that are belong to what the person works on.
    const session = kept ?? (await this.begin(imagePath, dataset));
    try {
      session.decide(key, text);
    } finally {
      if (!kept) session.dispose();
    }
  }

  private async sessionOf(imagePath: string, dataset: string | undefined): Promise<CompletionSession> {
    const key = await sessionKey(imagePath, dataset);
    const session = this.sessions.get(key) ?? (await this.begin(imagePath, dataset));
    this.sessions.delete(key);
    this.sessions.set(key, session);
    for (const [oldest, old] of this.sessions) {
      if (this.sessions.size <= mostSessions) break;
      old.dispose();
      this.sessions.delete(oldest);
    }
    return session;
  }

  private async begin(imagePath: string, dataset: string | undefined): Promise<CompletionSession> {
    const { bundle } = this.captioner();
    const grid = await this.cache.grid(imagePath, bundle.encoder);
    try {
      return new CompletionSession(bundle, grid, this.decided.of(dataset, bundle.vocabulary));
    } finally {
      grid.dispose();
    }
  }

  private endSessions(): void {
    for (const session of this.sessions.values()) session.dispose();
    this.sessions.clear();
  }
}

async function sessionKey(imagePath: string, dataset = ''): Promise<string> {
  return `${dataset}\n${await imageIdentity(imagePath)}`;
}

/** The event loop turns, so that a request or a cancellation that has arrived meanwhile is seen before anything is computed. */
async function laterRequests(): Promise<void> {
  for (let turn = 0; turn < 2; turn++) await new Promise((resolve) => setImmediate(resolve));
}
