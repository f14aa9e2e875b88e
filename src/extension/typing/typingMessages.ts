/** What the person types into a caption. */
import * as z from 'zod/mini';
import { draftSchema, typedSchema } from '../drafts/draftMessages';

export const typingFromWebview = [
  /** What is typed so far, and not decided: it is kept, and in no row. */
  z.object({ type: z.literal('draft'), draft: draftSchema }),
  /** The person decides on what was typed. */
  z.extend(typedSchema, {
    type: z.literal('edit'),
    /** The keys and clicks that it took; absent where they were not counted. */
    keys: z.optional(z.number()),
  }),
  /** The caption was emptied: its image is to be done again. */
  z.object({ type: z.literal('clear'), key: z.string(), sequence: z.number() }),
  /** Gives up what is typed: everything is as the file has it. */
  z.object({ type: z.literal('revert'), key: z.string(), sequence: z.number() }),
] as const;
export type TypingFromWebview = z.infer<(typeof typingFromWebview)[number]>;
