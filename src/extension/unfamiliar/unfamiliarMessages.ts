/** That a dataset is unlike what the model in use knows, and what helps: how the webview is told, and what it answers. */
import * as z from 'zod/mini';

/** After so many decisions on such a dataset a fine-tune is offered. */
export const offers = [30, 100, 200] as const;

const noticeSchema = z.object({
  /** Which of these it is; nothing before the first. */
  offer: z.optional(z.literal(offers)),
  /** How many captions are decided. */
  decided: z.number(),
  /** After so many decisions Showtell fine-tunes by itself; 0 where the setting says never. */
  afterDecisions: z.number(),
});
export type UnfamiliarView = z.infer<typeof noticeSchema>;

export const unfamiliarToWebview = [
  /** Without a notice, there is nothing to say (any more). */
  z.object({ type: z.literal('unfamiliar'), notice: z.optional(noticeSchema) }),
] as const;
export type UnfamiliarToWebview = z.infer<(typeof unfamiliarToWebview)[number]>;

export const unfamiliarFromWebview = [
  /** The page can show the notice from now on. */
  z.object({ type: z.literal('unfamiliarReady') }),
  /** The person has seen it, and wants to see it no longer. */
  z.object({ type: z.literal('closeUnfamiliar') }),
] as const;
export type UnfamiliarFromWebview = z.infer<(typeof unfamiliarFromWebview)[number]>;
