/** What a letter does with a suggestion, which is a setting. */
import * as z from 'zod/mini';

/** `replace`: it types over it, as in a field whose text is selected. `continue`: it goes on with it. */
export const typingRuleSchema = z.enum(['replace', 'continue']);
export type TypingRule = z.infer<typeof typingRuleSchema>;

export const typingRuleFromWebview = [
  /** Asks for the rule; it is told again whenever it changes. */
  z.object({ type: z.literal('askTypingRule') }),
] as const;
export type TypingRuleFromWebview = z.infer<(typeof typingRuleFromWebview)[number]>;

export const typingRuleToWebview = [z.object({ type: z.literal('typingRule'), rule: typingRuleSchema })] as const;
export type TypingRuleToWebview = z.infer<(typeof typingRuleToWebview)[number]>;
