/** Why captions cannot be changed, and what the editor can do about it. */
import * as z from 'zod/mini';

export const refusalSchema = z.object({
  /** The reason, and the way out, for a person. */
  reason: z.string(),
  /** The command that opens the way; nothing where a person has to. */
  way: z.optional(z.enum(['makeLineEndingsOne'])),
});
export type Refusal = z.infer<typeof refusalSchema>;
