/** How the caption that is typed could go on. */
import * as z from 'zod/mini';

export const completionFromWebview = [
  /** Asks how the caption of an entry could go on. A newer one takes the place of those before. */
  z.object({
    type: z.literal('complete'),
    key: z.string(),
    request: z.number(),
    /** The text up to the caret. */
    typed: z.string(),
    /** What stands behind the caret and is not wanted. */
    instead: z.optional(z.string()),
  }),
] as const;
export type CompletionFromWebview = z.infer<(typeof completionFromWebview)[number]>;

export const completionToWebview = [
  /** What could follow the caret; answers the `complete` of this number, "" if nothing is proposed. */
  z.object({
    type: z.literal('completion'),
    request: z.number(),
    continuation: z.string(),
    /** Where its words end, counted from the beginning of the whole text. */
    wordEnds: z.array(z.number()),
  }),
] as const;
export type CompletionToWebview = z.infer<(typeof completionToWebview)[number]>;
