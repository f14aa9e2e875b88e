/** How a suggestion reaches the webview. */
import * as z from 'zod/mini';

/** A word of a suggestion, and where the captioner looked for it (weights over the grid, summing to 1). */
const wordSchema = z.object({ text: z.string(), probability: z.number(), attention: z.array(z.number()) });
export type WordView = z.infer<typeof wordSchema>;

const candidateSchema = z.object({
  text: z.string(),
  confidence: z.number(),
  words: z.array(wordSchema),
  /** After how many pieces it was cut, where it did not come to its end. */
  cutAt: z.optional(z.number()),
});
export type CandidateView = z.infer<typeof candidateSchema>;

export const suggestionSchema = z.discriminatedUnion('state', [
  z.object({ state: z.literal('none') }),
  z.object({ state: z.literal('waiting') }),
  z.object({ state: z.literal('failed'), reason: z.string() }),
  z.object({
    state: z.literal('ready'),
    gridWidth: z.number(),
    gridHeight: z.number(),
    candidates: z.array(candidateSchema),
  }),
]);
export type SuggestionView = z.infer<typeof suggestionSchema>;
