/** What the person decides on an image. */
import * as z from 'zod/mini';

export const decidingFromWebview = [
  z.object({
    ...{ type: z.literal('accept'), key: z.string(), candidate: z.number() },
    /** The keys and clicks that it took; absent where they were not counted. */
    keys: z.optional(z.number()),
  }),
  z.object({ type: z.literal('exclude'), key: z.string() }),
  /** To be answered once all that was decided before is in the document. */
  z.object({ type: z.literal('areDecisionsMade'), id: z.number() }),
  /** Asks anew for a suggestion that failed. */
  z.object({ type: z.literal('retry'), key: z.string() }),
] as const;
export type DecidingFromWebview = z.infer<(typeof decidingFromWebview)[number]>;

export const decidingToWebview = [
  /** The answer to `areDecisionsMade`. */
  z.object({ type: z.literal('decisionsMade'), id: z.number() }),
] as const;
export type DecidingToWebview = z.infer<(typeof decidingToWebview)[number]>;
