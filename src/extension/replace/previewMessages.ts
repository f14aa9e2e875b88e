/** What the editor and its webview say to each other about a replacement in many captions. */
import * as z from 'zod/mini';
import type { Mark } from '../../dataset/replace/rule';

/** See `ReplaceRule`. */
export const ruleSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('replace'),
    find: z.string(),
    replacement: z.string(),
    isRegularExpression: z.boolean(),
    matchCase: z.boolean(),
    wholeWord: z.boolean(),
  }),
  z.object({ kind: z.literal('add'), before: z.string(), after: z.string() }),
]);
export type RuleView = z.infer<typeof ruleSchema>;

const pieceSchema = z.object({ kind: z.enum(['kept', 'removed', 'inserted']), text: z.string() });
export type Piece = z.infer<typeof pieceSchema>;

export const previewRowSchema = z.discriminatedUnion('kind', [
  /** Above the captions that change in the same way. */
  z.object({ kind: z.literal('group'), removed: z.string(), inserted: z.string(), count: z.number() }),
  z.object({
    kind: z.literal('change'),
    fileName: z.string(),
    imageUri: z.optional(z.string()),
    pieces: z.array(pieceSchema),
  }),
]);
export type PreviewRow = z.infer<typeof previewRowSchema>;

export const summarySchema = z.object({
  /** The captions that are shown. */
  lookedAt: z.number(),
  changes: z.number(),
  /** Of the preview: changes, and what stands above groups of them. */
  lines: z.number(),
  /** Captions that nothing would be left of; they stay as they are. */
  emptied: z.number(),
  /** Captions in lists of other tools, but for the first of each; they are not looked at. */
  inLists: z.number(),
});
export type ReplaceSummary = z.infer<typeof summarySchema>;

/** How much of what stays the same is shown beside a change, in characters. */
const context = 40;

/** A caption with what goes and what comes; long stretches that stay the same are cut. */
export function diffPieces(before: string, marks: readonly Mark[]): Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  const keep = (text: string, isFirst: boolean, isLast: boolean): void => {
    if (text !== '') pieces.push({ kind: 'kept', text: shortened(text, isFirst, isLast) });
  };
  for (const { start, end, inserted } of marks) {
    keep(before.slice(at, start), at === 0, false);
    if (end > start) pieces.push({ kind: 'removed', text: before.slice(start, end) });
    if (inserted !== '') pieces.push({ kind: 'inserted', text: inserted });
    at = end;
  }
  keep(before.slice(at), false, true);
  return pieces;
}

function shortened(text: string, isFirst: boolean, isLast: boolean): string {
  if (isLast || text.length <= 2 * context) return text;
  return isFirst ? `…${text.slice(-context)}` : `${text.slice(0, context)}…${text.slice(-context)}`;
}
