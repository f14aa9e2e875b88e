/** That images with captions have other names now: how the webview is told, and what it answers. */
import * as z from 'zod/mini';

const renamedSchema = z.object({
  /** How many images have new names for certain, and one of them. */
  moves: z.number(),
  example: z.optional(z.object({ from: z.string(), to: z.string() })),
  /** How many vanished images may be one or the other of those that came, and the names of some. */
  unclear: z.number(),
  unclearNames: z.array(z.string()),
});
export type RenamedView = z.infer<typeof renamedSchema>;

export const renamedToWebview = [
  /** Without it, there is nothing to say (any more). */
  z.object({ type: z.literal('renamed'), renamed: z.optional(renamedSchema) }),
] as const;
export type RenamedToWebview = z.infer<(typeof renamedToWebview)[number]>;

export const renamedFromWebview = [
  /** The page can show it from now on. */
  z.object({ type: z.literal('renamedReady') }),
  z.object({ type: z.literal('moveCaptionsAlong') }),
  /** The person has seen it, and wants to see it no longer. */
  z.object({ type: z.literal('closeRenamed') }),
] as const;
export type RenamedFromWebview = z.infer<(typeof renamedFromWebview)[number]>;
