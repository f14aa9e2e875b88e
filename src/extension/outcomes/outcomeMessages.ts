/** What long work is under way, and what came of it: how the webview is told, and what it answers. */
import * as z from 'zod/mini';

const kindSchema = z.enum(['model', 'failure', 'batch']);
const outcomeViewSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('model'), name: z.string(), gain: z.string() }),
  z.object({ kind: z.literal('failure'), reason: z.string() }),
  z.object({ kind: z.literal('batch'), suggested: z.number(), failed: z.number() }),
]);
export type OutcomeView = z.infer<typeof outcomeViewSchema>;

export const outcomeToWebview = [
  /** All that was not looked at yet. @property learning how far a fine-tune is, while there is one */
  z.object({
    type: z.literal('outcomes'),
    outcomes: z.array(outcomeViewSchema),
    learning: z.optional(z.string()),
  }),
] as const;
export type OutcomeToWebview = z.infer<(typeof outcomeToWebview)[number]>;

export const outcomeFromWebview = [
  /** The page can show them from now on. */
  z.object({ type: z.literal('askOutcomes') }),
  /** Show the report, the problems, the log. */
  z.object({ type: z.literal('lookAtOutcome'), kind: kindSchema }),
  z.object({ type: z.literal('closeOutcome'), kind: kindSchema }),
] as const;
export type OutcomeFromWebview = z.infer<(typeof outcomeFromWebview)[number]>;
