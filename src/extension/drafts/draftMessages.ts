/** What is typed and may not be in the document yet. */
import * as z from 'zod/mini';

/** Milliseconds since 1970 that a `Date` can hold. */
const timeSchema = z.int().check(z.gte(0), z.lte(8.64e15));

/** A caption as it was typed. */
export const typedSchema = z.object({
  key: z.string(),
  text: z.string(),
  /** The candidate that the text box began with, -1 for none. */
  begunWith: z.number(),
  /** All that is typed from when a person began until the caption was left; a number that is also the time it began. */
  draft: z.number(),
  sequence: z.number(),
  /** When it was typed; by the same clock as when the draft began. */
  at: timeSchema,
});

/** What was typed and is not in the file: into which of its image's captions. */
export const draftSchema = z.extend(typedSchema, {
  caption: z.number(),
  /** When the row was changed before, as it says itself; '' if it does not. */
  before: z.string(),
  /** Whether the person has decided on it, so that it is a caption; without that, it is only begun. */
  isDecided: z.optional(z.boolean()),
  /** The suggestion that it began with, if it did: it may not be suggested any more when somebody decides. */
  proposal: z.optional(z.object({ text: z.string(), model: z.string() })),
});
export type Draft = z.infer<typeof draftSchema>;

export const flushToWebview = [
  /** Answer with `flushed`, after a `draft` with whatever was typed and not told yet. */
  z.object({ type: z.literal('flush'), id: z.number() }),
] as const;

export const flushFromWebview = [z.object({ type: z.literal('flushed'), id: z.number() })] as const;
export type FlushFromWebview = z.infer<(typeof flushFromWebview)[number]>;
