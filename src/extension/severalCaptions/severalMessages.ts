/** What is done with the captions of an image that has several. */
import * as z from 'zod/mini';

export const severalFromWebview = [
  z.object({ type: z.literal('addCaption'), key: z.string() }),
  z.object({ type: z.literal('removeCaption'), key: z.string() }),
  /** The caption changes places with the one before or after it. */
  z.object({ type: z.literal('moveCaption'), key: z.string(), by: z.union([z.literal(-1), z.literal(1)]) }),
  /** Each caption of a list that another tool wrote gets a row of its own. */
  z.object({ type: z.literal('splitCaptions'), key: z.string() }),
] as const;
export type SeveralFromWebview = z.infer<(typeof severalFromWebview)[number]>;
