/**
 * What the custom editor and its webview say to each other. Both ends check every message that arrives. A feature with a
 * folder of its own keeps its messages there and adds them to the two unions here (`...batchToWebview`).
 */
import * as z from 'zod/mini';
import { entryStates } from '../dataset/list/entry';
import { datasetFolder } from '../dataset/list/inFolder';
import { orders, searchPlaces, shownChoices } from '../dataset/list/look';
export { datasetFolder, entryStates, orders, searchPlaces, shownChoices };
export { draftSchema, type Draft } from './drafts/draftMessages';
export type { Piece, PreviewRow, RuleView } from './replace/previewMessages';
import { draftFromWebview, draftSchema } from './drafts/draftMessages';
import { previewRowSchema, ruleSchema, summarySchema } from './replace/previewMessages';

/** A word of a suggestion, and where the captioner looked for it (weights over the grid, summing to 1). */
const wordSchema = z.object({ text: z.string(), probability: z.number(), attention: z.array(z.number()) });

const candidateSchema = z.object({ text: z.string(), confidence: z.number(), words: z.array(wordSchema) });

const suggestionSchema = z.discriminatedUnion('state', [
  z.object({ state: z.literal('none') }),
  z.object({ state: z.literal('waiting') }),
  z.object({ state: z.literal('failed'), reason: z.string() }),
  z.object({
    state: z.literal('ready'),
    gridWidth: z.number(),
    gridHeight: z.number(),
    candidates: z.array(candidateSchema),
  }),
]);
export type SuggestionView = z.infer<typeof suggestionSchema>;
export type WordView = z.infer<typeof wordSchema>;
export type CandidateView = z.infer<typeof candidateSchema>;

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
  status: z.enum(['', 'accepted', 'edited', 'written', 'excluded', 'suggested']),
  /** Which of its image's captions it is, counted from 1, and what else stands in a list of another tool. */
  caption: z.object({ at: z.number(), of: z.number(), others: z.array(z.string()) }),
  suggestion: suggestionSchema,
  problem: z.optional(z.string()),
  /** The line in the file, counted from 1. */
  line: z.optional(z.number()),
  /** The newest edit from the webview that `text` holds, if it was not refused. */
  acknowledged: z.number(),
});
export type ItemView = z.infer<typeof itemSchema>;

const countsSchema = z.object({
  /** Of images, however many captions they have. */
  total: z.number(),
  decided: z.number(),
  /** How many entries each filter has. */
  states: z.record(z.enum([...entryStates, 'problem']), z.number()),
});
export type CountsView = z.infer<typeof countsSchema>;

const engineSchema = z.object({
  state: z.enum(['stopped', 'starting', 'ready', 'failed']),
  /** Why there are no suggestions, for a person. */
  problem: z.optional(z.string()),
  model: z.string(),
  /** Whether the model is the one that comes with Showtell. */
  bundled: z.boolean(),
});
export type EngineView = z.infer<typeof engineSchema>;

/** How somebody looks at the dataset; see `Look`. */
export const lookSchema = z.object({
  shown: z.enum(shownChoices),
  search: z.string(),
  searchIn: z.enum(searchPlaces),
  isRegularExpression: z.boolean(),
  matchCase: z.boolean(),
  order: z.enum(orders),
  folder: z.string(),
});

export type LookView = z.infer<typeof lookSchema>;

/** Where somebody is, how they look at it, and since when (milliseconds since 1970). */
export const placeSchema = z.object({ key: z.string(), look: z.optional(lookSchema), at: z.number() });
export type Place = z.infer<typeof placeSchema>;

export const webviewCommands = [
  'acceptAndNext',
  'saveAndNext',
  'skip',
  'search',
  'takeCandidate1',
  'takeCandidate2',
  'takeCandidate3',
  'takeCandidate4',
  'takeCandidate5',
  'toggleFocusView',
  'zoomIn',
  'zoomOut',
  'zoomToFit',
  'panLeft',
  'panRight',
  'panUp',
  'panDown',
  'next',
  'previous',
  'nextUndecided',
  'editCaption',
  'exclude',
  'nextWord',
  'previousWord',
  'takeCompletion',
  'takeCompletionWord',
  'takeCompletionAndNext',
  'addCaption',
  'removeCaption',
  'moveCaptionUp',
  'moveCaptionDown',
  'replaceInCaptions',
  'addTextToCaptions',
] as const;
export type WebviewCommand = (typeof webviewCommands)[number];

export const toWebviewSchema = z.discriminatedUnion('type', [
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
    look: lookSchema,
    /** The selected entry, and those that are likely to be seen. */
    items: z.array(itemSchema),
  }),
  /** Entries came, went or changed elsewhere: what is seen stays. */
  z.object({ type: z.literal('length'), version: z.number(), length: z.number(), counts: countsSchema }),
  /** What is known now would put the entries in another order; they stay where they are until one looks anew. */
  z.object({ type: z.literal('orderChanged') }),
  /** The folders of the dataset, in the order of paths, with how many entries each has; none where there is nothing to choose. */
  z.object({ type: z.literal('folders'), folders: z.array(z.object({ folder: z.string(), count: z.number() })) }),
  /** All that is shown is decided; so many images wait for a decision that are not shown. */
  z.object({ type: z.literal('nothingOpen'), elsewhere: z.number() }),
  /** The search cannot be read; what was shown stays. */
  z.object({ type: z.literal('lookRefused'), problem: z.string() }),
  z.object({ type: z.literal('items'), items: z.array(itemSchema), counts: countsSchema }),
  z.object({ type: z.literal('engine'), engine: engineSchema }),
  z.object({ type: z.literal('command'), command: z.enum(webviewCommands) }),
  /** What could follow the caret; answers the `complete` of this number, "" if nothing is proposed. */
  z.object({ type: z.literal('completion'), request: z.number(), continuation: z.string() }),
  /** An entry that was asked for; one that is new waits for its caption to be typed. */
  z.object({ type: z.literal('select'), index: z.number(), isNew: z.optional(z.boolean()) }),
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
  z.object({ type: z.literal('replaced') }),
  /** Answer with `flushed`, after an `edit` for whatever was typed and not sent yet. */
  z.object({ type: z.literal('flush'), id: z.number() }),
]);
export type ToWebview = z.infer<typeof toWebviewSchema>;

export const fromWebviewSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('ready'),
    /** Where the person was before the webview was thrown away, and when. */
    place: z.optional(placeSchema),
    draft: z.optional(draftSchema),
  }),
  /** What is on screen: tell about these entries, now and whenever they change. */
  z.object({ type: z.literal('window'), first: z.number(), count: z.number() }),
  /** `key` is what stood there, if that was known, in the list of this version (without it, the newest). */
  z.object({
    type: z.literal('select'),
    index: z.number(),
    key: z.optional(z.string()),
    version: z.optional(z.number()),
  }),
  z.object({ type: z.literal('look'), look: lookSchema }),
  z.object({ type: z.literal('findUndecided') }),
  /** The person wants to go on after the last entry: is anything left to do? */
  z.object({ type: z.literal('reachedEnd') }),
  /** Puts an entry aside: it comes again after all others that wait for a decision. */
  z.object({ type: z.literal('skip'), key: z.string() }),
  ...draftFromWebview,
  z.object({ type: z.literal('accept'), key: z.string(), candidate: z.number() }),
  z.object({ type: z.literal('exclude'), key: z.string() }),
  z.object({ type: z.literal('addCaption'), key: z.string() }),
  z.object({ type: z.literal('removeCaption'), key: z.string() }),
  /** The caption changes places with the one before or after it. */
  z.object({ type: z.literal('moveCaption'), key: z.string(), by: z.union([z.literal(-1), z.literal(1)]) }),
  /** Each caption of a list that another tool wrote gets a row of its own. */
  z.object({ type: z.literal('splitCaptions'), key: z.string() }),
  /** Find what a rule would change in the captions that are shown; `sequence` tells the answers apart. */
  z.object({ type: z.literal('previewReplace'), rule: ruleSchema, sequence: z.number() }),
  z.object({ type: z.literal('previewWindow'), sequence: z.number(), first: z.number(), count: z.number() }),
  z.object({ type: z.literal('replaceAll'), sequence: z.number() }),
  z.object({ type: z.literal('endReplace') }),
  z.object({ type: z.literal('retry'), key: z.string() }),
  z.object({ type: z.literal('openText'), line: z.number() }),
  z.object({
    type: z.literal('run'),
    command: z.enum([
      'chooseModel',
      'showLog',
      'useBundledModel',
      'restartEngine',
      'showKeys',
      'showStatistics',
      'fineTune',
    ]),
  }),
  z.object({ type: z.literal('focus'), inTextBox: z.boolean() }),
  z.object({ type: z.literal('flushed'), id: z.number() }),
  /** Asks how the caption of an entry could go on. A newer one takes the place of those before. */
  z.object({
    type: z.literal('complete'),
    key: z.string(),
    request: z.number(),
    /** The text up to the caret. */
    typed: z.string(),
    /** What stands behind the caret and is not wanted. */
    instead: z.optional(z.string()),
  }),
]);
export type FromWebview = z.infer<typeof fromWebviewSchema>;
