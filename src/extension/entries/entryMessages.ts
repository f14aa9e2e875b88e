/** What the webview shows of a dataset: the list, and the entries that are on screen. */
import * as z from 'zod/mini';
import { countsSchema } from '../document/countsMessages';
import { suggestionSchema } from '../suggestions/suggestionMessages';
import { filterSchema } from './listFilterMessages';

const itemSchema = z.object({
  /** Its place in the list. */
  index: z.number(),
  /** Stays the same while rows come and go above it. */
  key: z.string(),
  kind: z.enum(['image', 'brokenLine']),
  fileName: z.string(),
  /** Where the webview can load the image from; absent if there is none to load. */
  imageUri: z.optional(z.string()),
  text: z.string(),
  /** Whether its caption is a JSON object, and has to stay one. */
  isStructured: z.boolean(),
  /** What is typed into it and not decided. */
  draft: z.optional(z.string()),
  /** When the row was changed, as it says itself; '' if it does not. */
  updated: z.string(),
  status: z.enum(['', 'accepted', 'edited', 'written', 'excluded', 'suggested']),
  /** Which of its image's captions it is, counted from 1, and what else stands in a list of another tool. */
  caption: z.object({ at: z.number(), of: z.number(), others: z.array(z.string()) }),
  suggestion: suggestionSchema,
  /** What else its row says, in its order. */
  fields: z.array(z.object({ name: z.string(), text: z.string(), isText: z.boolean() })),
  problem: z.optional(z.string()),
  /** Whether its caption is much shorter than the others. */
  isShort: z.boolean(),
  /** The line in the file, counted from 1. */
  line: z.optional(z.number()),
  /** The newest of what was typed in the webview that `draft` or `text` holds, if it was not refused. */
  acknowledged: z.number(),
});
export type ItemView = z.infer<typeof itemSchema>;

export const entriesToWebview = [
  /** A first look, or entries on screen came, went or moved. */
  z.object({
    type: z.literal('reset'),
    /** Of the list; comes back with `select`. */
    version: z.number(),
    /** Counts broken lines too. */
    length: z.number(),
    counts: countsSchema,
    select: z.number(),
    /** To where it was before the page was thrown away; to where the selected entry is seen; or along with what is seen. */
    scroll: z.enum(['restore', 'reveal', 'keep']),
    /** By how many places what is seen has moved. */
    shift: z.number(),
    folder: z.string(),
    filter: filterSchema,
    /** The selected entry, and those that are likely to be seen. */
    items: z.array(itemSchema),
  }),
  /** Entries came, went or changed elsewhere: what is seen stays. */
  z.object({ type: z.literal('length'), version: z.number(), length: z.number(), counts: countsSchema }),
  z.object({ type: z.literal('items'), items: z.array(itemSchema), counts: countsSchema }),
  /** What is known now would put the entries in another order; they stay where they are until one looks anew. */
  z.object({ type: z.literal('orderChanged') }),
  /** The search cannot be read; what was shown stays. */
  z.object({ type: z.literal('filterRefused'), problem: z.string() }),
  /** An entry that was asked for; one that is new waits for its caption to be typed. */
  z.object({ type: z.literal('select'), index: z.number(), isNew: z.optional(z.boolean()) }),
] as const;
export type EntriesToWebview = z.infer<(typeof entriesToWebview)[number]>;
