import * as z from 'zod';

export const completeParamsSchema = z.object({
  imagePath: z.string(),
  /** The caption up to the caret; its last word may be half typed. */
  typed: z.string().max(10_000),
  /** What stands behind the caret and is not wanted; as in `CompletionOptions`. */
  instead: z.string().optional(),
});
export type CompleteParams = z.infer<typeof completeParamsSchema>;

export const completeResultSchema = z.object({
  /** What could follow the caret; "" if nothing is proposed. */
  continuation: z.string(),
});
export type CompleteResult = z.infer<typeof completeResultSchema>;
