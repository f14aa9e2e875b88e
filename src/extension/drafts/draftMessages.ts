import * as z from 'zod/mini';

const editSchema = z.object({
  key: z.string(),
  text: z.string(),
  /** The candidate that the text box began with, -1 for none. */
  begunWith: z.number(),
  /** All edits from when a person began to type until the caption was left. */
  draft: z.number(),
  sequence: z.number(),
});

/** What was typed and may not have reached the document: into which of its image's captions, and when. */
export const draftSchema = z.extend(editSchema, { caption: z.number(), at: z.number() });
export type Draft = z.infer<typeof draftSchema>;

export const draftFromWebview = [
  /** What was typed so far into a caption. */
  z.extend(editSchema, { type: z.literal('edit') }),
  z.object({ type: z.literal('clear'), key: z.string(), sequence: z.number() }),
  /** Takes back a whole draft. */
  z.object({ type: z.literal('revert'), key: z.string(), draft: z.number(), sequence: z.number() }),
  z.object({ type: z.literal('undo') }),
] as const;
