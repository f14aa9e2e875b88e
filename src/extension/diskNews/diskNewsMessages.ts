/** That another program changed the file under unsaved captions: how the webview is told, and what it answers. */
import * as z from 'zod/mini';

export const diskNewsToWebview = [
  /** What another program did to the file, for a person to know; nothing if file and captions agree. */
  z.object({ type: z.literal('diskNews'), problem: z.optional(z.string()) }),
] as const;
export type DiskNewsToWebview = z.infer<(typeof diskNewsToWebview)[number]>;

export const diskNewsFromWebview = [
  /** What the other program changed is to be taken over, row by row. */
  z.object({ type: z.literal('mergeFromDisk') }),
] as const;
export type DiskNewsFromWebview = z.infer<(typeof diskNewsFromWebview)[number]>;
