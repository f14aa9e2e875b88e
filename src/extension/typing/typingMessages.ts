/** What the person types into a caption. */
import * as z from 'zod/mini';
import { draftSchema, editSchema } from '../drafts/draftMessages';

export const typingFromWebview = [
  /** What was typed so far into a caption. */
  z.extend(editSchema, { type: z.literal('edit') }),
  /** What is typed, to be kept until the document has it safely; nothing of it needs to be there yet. */
  z.object({ type: z.literal('draft'), draft: draftSchema }),
  z.object({ type: z.literal('clear'), key: z.string(), sequence: z.number() }),
  /** Takes back a whole draft. */
  z.object({ type: z.literal('revert'), key: z.string(), draft: z.number(), sequence: z.number() }),
] as const;
export type TypingFromWebview = z.infer<(typeof typingFromWebview)[number]>;
