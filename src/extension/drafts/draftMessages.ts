/** What is typed, on its way into the document. */
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

export const draftsFromWebview = [
  /** What was typed so far into a caption. */
  z.extend(editSchema, { type: z.literal('edit') }),
  z.object({ type: z.literal('clear'), key: z.string(), sequence: z.number() }),
  /** Takes back a whole draft. */
  z.object({ type: z.literal('revert'), key: z.string(), draft: z.number(), sequence: z.number() }),
] as const;
export type DraftsFromWebview = z.infer<(typeof draftsFromWebview)[number]>;

export const flushToWebview = [
  /** Answer with `flushed`, after an `edit` for whatever was typed and not sent yet. */
  z.object({ type: z.literal('flush'), id: z.number() }),
] as const;

export const flushFromWebview = [z.object({ type: z.literal('flushed'), id: z.number() })] as const;
export type FlushFromWebview = z.infer<(typeof flushFromWebview)[number]>;
