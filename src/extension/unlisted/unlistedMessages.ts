/** That the folder holds what the list does not show: how the webview is told, and what it answers. */
import * as z from 'zod/mini';

const unlistedSchema = z.object({
  count: z.number(),
  /** One of them: its path from the dataset's folder, and why it is not listed. */
  example: z.object({ path: z.string(), reason: z.string() }),
});
export type UnlistedView = z.infer<typeof unlistedSchema>;

export const unlistedToWebview = [
  /** Without it, there is nothing to say (any more). */
  z.object({ type: z.literal('unlisted'), unlisted: z.optional(unlistedSchema) }),
] as const;
export type UnlistedToWebview = z.infer<(typeof unlistedToWebview)[number]>;

export const unlistedFromWebview = [
  /** The page can show it from now on. */
  z.object({ type: z.literal('unlistedReady') }),
  /** The person has seen it, and wants to see it no longer. */
  z.object({ type: z.literal('closeUnlisted') }),
] as const;
export type UnlistedFromWebview = z.infer<(typeof unlistedFromWebview)[number]>;
