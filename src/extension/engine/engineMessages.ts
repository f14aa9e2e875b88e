/** What the webview is told of the engine. */
import * as z from 'zod/mini';

const engineSchema = z.object({
  state: z.enum(['stopped', 'starting', 'ready', 'failed']),
  /** Why there are no suggestions, for a person. */
  problem: z.optional(z.string()),
  model: z.string(),
  /** Whether the model is the one that comes with Showtell. */
  bundled: z.boolean(),
});
export type EngineView = z.infer<typeof engineSchema>;

export const engineToWebview = [z.object({ type: z.literal('engine'), engine: engineSchema })] as const;
