/** How long captions are, and how long they may be. */
import * as z from 'zod/mini';

export const lengthFromWebview = [
  /** Asks for the limit; it is told again whenever it changes. */
  z.object({ type: z.literal('askLimit') }),
  z.object({ type: z.literal('measure'), text: z.string() }),
] as const;
export type LengthFromWebview = z.infer<(typeof lengthFromWebview)[number]>;

export const lengthToWebview = [
  /** So many tokens may a caption have; nothing where none are counted. */
  z.object({ type: z.literal('limit'), limit: z.optional(z.number()), problem: z.optional(z.string()) }),
  /** The answer to `measure`. */
  z.object({
    type: z.literal('measured'),
    text: z.string(),
    characters: z.number(),
    words: z.number(),
    tokens: z.optional(z.number()),
  }),
] as const;
export type LengthToWebview = z.infer<(typeof lengthToWebview)[number]>;
