import * as z from 'zod';

export const completeParamsSchema = z.object({
  imagePath: z.string(),
  /** The dataset that is captioned: what `decide` told of it is known. */
  dataset: z.string().optional(),
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

/** What a person decided in a dataset, so that completion goes on as they do. */
export const decideParamsSchema = z.object({
  dataset: z.string(),
  /** Whether this is all that is decided there; otherwise it is what has changed. */
  begins: z.boolean(),
  /** Those decided last behind; without a text it is decided no more. */
  captions: z.array(z.object({ key: z.string(), imagePath: z.string(), text: z.string().optional() })),
});
export type DecideParams = z.infer<typeof decideParamsSchema>;

export const decideResultSchema = z.object({});
