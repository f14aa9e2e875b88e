import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import * as l10n from '@vscode/l10n';
import * as z from 'zod';
import { SearchError } from '../list/listFilter';
import type { FlatFindings } from './findings';
import type { ReplaceRule } from './rule';

export interface FindRequest {
  captions: readonly string[];
  rule: ReplaceRule;
}

const findingsSchema = z.object({
  captions: z.instanceof(Int32Array),
  firstMarks: z.instanceof(Int32Array),
  bounds: z.instanceof(Int32Array),
  inserted: z.array(z.string()),
});
const responseSchema = z.tuple([z.union([z.object({ findings: findingsSchema }), z.object({ problem: z.string() })])]);
export type FindResponse = z.infer<typeof responseSchema>[0];

/** How long a search may take, in milliseconds. A hundred thousand captions take some tenths of a second. */
const usualLimit = 5_000;

/** Searches captions in a thread of its own, so that whoever asks goes on answering whatever the expression does. */
export class FindInThread {
  private running: AbortController | undefined;

  /** @param workerPath the bundled `dist/searchWorker.js` */
  constructor(
    private readonly workerPath: string,
    private readonly limit = usualLimit,
  ) {}

  /**
   * Applies a rule to captions. A search that is still under way is ended: nobody waits for it any more.
   * @returns nothing if another search ended this one
   * @throws SearchError if the expression cannot be read, or takes too long
   */
  async find(captions: readonly string[], rule: ReplaceRule): Promise<FlatFindings | undefined> {
    this.stop();
    const running = (this.running = new AbortController());
    const timeout = AbortSignal.timeout(this.limit);
    const worker = new Worker(this.workerPath);
    const request: FindRequest = { captions, rule };
    worker.postMessage(request);
    try {
      const signal = AbortSignal.any([running.signal, timeout]);
      const [response] = responseSchema.parse(await once(worker, 'message', { signal }));
      if ('problem' in response) throw new SearchError(response.problem);
      return response.findings;
    } catch (error) {
      if (running.signal.aborted) return undefined;
      throw timeout.aborted ? new SearchError(this.tooSlow) : error;
    } finally {
      void worker.terminate();
    }
  }

  /** Ends the search that is under way. */
  stop(): void {
    this.running?.abort();
  }

  private get tooSlow(): string {
    return l10n.t(
      'The search was stopped after {0} s: this expression tries too many ways to match. Repetitions inside of repetitions, such as (a+)+, do that.',
      this.limit / 1000,
    );
  }
}
