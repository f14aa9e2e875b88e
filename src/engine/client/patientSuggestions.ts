import type { Suggestion } from '../../captioner/suggestion';
import { reasonOf } from '../../dataset/files/reason';
import { EngineError } from '../protocol/engineError';
import type { SuggestParams } from '../protocol/protocol';

/** What suggests: the client of an engine, or something in its place. */
export interface Suggests {
  suggest(params: SuggestParams, signal?: AbortSignal): Promise<Suggestion>;
}

/**
 * Asks for suggestions and lives with a captioner that crashes: what it was working on is asked once more, one image at a
 * time, so that only the image that crashes it fails. Errors that are no image's fault end the run if they come in a row,
 * rather than being told for every image of a large folder.
 */
export class PatientSuggestions {
  private retries: Promise<unknown> = Promise.resolve();
  private failuresInARow = 0;
  private hasWorked = false;

  constructor(private readonly engine: Suggests) {}

  /**
   * @throws EngineError of this image; {@link HopelessError} if no image can be captioned
   */
  async suggest(request: SuggestParams, signal: AbortSignal): Promise<Suggestion> {
    const ask = (): Promise<Suggestion> => this.engine.suggest(request, signal);
    try {
      const suggestion = await ask().catch((error: unknown) => {
        if (!this.hasWorked || !isCrash(error) || signal.aborted) throw error;
        const retry = this.retries.then(ask);
        this.retries = retry.catch(() => undefined);
        return retry;
      });
      this.hasWorked = true;
      this.failuresInARow = 0;
      return suggestion;
    } catch (error) {
      if (error instanceof EngineError && error.kind === 'aborted') throw error;
      if (error instanceof EngineError && error.kind === 'image') {
        this.hasWorked = true;
        this.failuresInARow = 0;
        throw error;
      }
      this.failuresInARow += 1;
      if (!this.hasWorked || this.failuresInARow >= 3) throw new HopelessError(error);
      throw error;
    }
  }
}

/** Nothing can be captioned, whichever image it is. */
export class HopelessError extends Error {
  override readonly name = 'HopelessError';

  constructor(cause: unknown) {
    super(reasonOf(cause), { cause });
  }
}

function isCrash(error: unknown): boolean {
  return error instanceof EngineError && error.kind === 'crashed';
}
