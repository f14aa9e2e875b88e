/** Phrases that have a key each. */
import * as z from 'zod/mini';

export const phraseFromWebview = [
  /** Asks for the phrases; they are told again whenever they change. */
  z.object({ type: z.literal('askPhrases') }),
] as const;
export type PhraseFromWebview = z.infer<(typeof phraseFromWebview)[number]>;

export const phraseToWebview = [
  /** Those of the first key to the last; at most nine. */
  z.object({ type: z.literal('phrases'), phrases: z.array(z.string()) }),
] as const;
export type PhraseToWebview = z.infer<(typeof phraseToWebview)[number]>;
