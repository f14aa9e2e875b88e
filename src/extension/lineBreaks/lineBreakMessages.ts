/** What becomes of the line breaks of a text that is pasted into a caption, which is a setting. */
import * as z from 'zod/mini';

/** `join`: the lines become one. `keep`: they stay. */
export const pastedLinesSchema = z.enum(['join', 'keep']);
export type PastedLines = z.infer<typeof pastedLinesSchema>;

export const lineBreakFromWebview = [
  /** Asks for the rule; it is told again whenever it changes. */
  z.object({ type: z.literal('askPastedLines') }),
] as const;
export type LineBreakFromWebview = z.infer<(typeof lineBreakFromWebview)[number]>;

export const lineBreakToWebview = [z.object({ type: z.literal('pastedLines'), rule: pastedLinesSchema })] as const;
export type LineBreakToWebview = z.infer<(typeof lineBreakToWebview)[number]>;
