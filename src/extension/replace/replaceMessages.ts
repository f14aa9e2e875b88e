/** A replacement in many captions, shown before it is made. */
import * as z from 'zod/mini';

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

const previewRowSchema = z.discriminatedUnion('kind', [
  /** Above the captions that change in the same way. */
  z.object({ kind: z.literal('group'), removed: z.string(), inserted: z.string(), count: z.number() }),
  z.object({
    kind: z.literal('change'),
    fileName: z.string(),
    imageUri: z.optional(z.string()),
    pieces: z.array(pieceSchema),
    /** The person wants this one to stay as it is. */
    isLeftOut: z.boolean(),
  }),
]);
export type PreviewRow = z.infer<typeof previewRowSchema>;

const summarySchema = z.object({
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

export const replaceFromWebview = [
  /** Find what a rule would change in the captions that are shown; `sequence` tells the answers apart. */
  z.object({ type: z.literal('previewReplace'), rule: ruleSchema, sequence: z.number() }),
  z.object({ type: z.literal('previewWindow'), sequence: z.number(), first: z.number(), count: z.number() }),
  /** One caption of the preview stays as it is, or is changed after all. */
  z.object({ type: z.literal('leaveOut'), sequence: z.number(), line: z.number(), isLeftOut: z.boolean() }),
  z.object({ type: z.literal('replaceAll'), sequence: z.number() }),
  z.object({ type: z.literal('endReplace') }),
] as const;
export type ReplaceFromWebview = z.infer<(typeof replaceFromWebview)[number]>;

export const replaceToWebview = [
  /** What a replacement would do, or why it cannot be done; answers `previewReplace`. */
  z.object({
    type: z.literal('replacePreview'),
    sequence: z.number(),
    summary: z.optional(summarySchema),
    problem: z.optional(z.string()),
  }),
  z.object({
    type: z.literal('previewRows'),
    sequence: z.number(),
    first: z.number(),
    rows: z.array(previewRowSchema),
  }),
  /** How many captions would change by now; answers `leaveOut`. */
  z.object({ type: z.literal('leftOut'), sequence: z.number(), changes: z.number() }),
  z.object({ type: z.literal('replaced') }),
] as const;
export type ReplaceToWebview = z.infer<(typeof replaceToWebview)[number]>;
