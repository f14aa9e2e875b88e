/** What the statistics of a dataset and their webview say to each other. */
import * as z from 'zod/mini';
import { stateCountsSchema } from '../document/countsMessages';
import { filterSchema } from '../entries/listFilterMessages';

const barSchema = z.object({ from: z.number(), to: z.optional(z.number()), count: z.number() });

export const statisticsSchema = z.object({
  fileName: z.string(),
  total: z.number(),
  decided: z.number(),
  states: stateCountsSchema,
  accepted: z.number(),
  edited: z.number(),
  medianDistance: z.optional(z.number()),
  distances: z.array(barSchema),
  counted: z.object({ captions: z.number(), keys: z.number(), typed: z.number() }),
  uncounted: z.number(),
  lengths: z.array(z.number()),
  /** The most words of a caption that is much shorter than the others; 0 where none is. */
  tooShort: z.number(),
  /** How many captions have so many tokens, and how many they may have; nothing where none are counted. */
  tokens: z.array(z.object({ tokens: z.number(), count: z.number() })),
  tokenLimit: z.optional(z.number()),
  words: z.array(z.object({ word: z.string(), count: z.number() })),
  isComplete: z.boolean(),
});
export type StatisticsView = z.infer<typeof statisticsSchema>;

export const toStatisticsSchema = z.object({
  type: z.literal('statistics'),
  /** Where the captions are. */
  document: z.string(),
  statistics: statisticsSchema,
});
export type ToStatistics = z.infer<typeof toStatisticsSchema>;

/** What the webview keeps until the window is reloaded. */
export const statisticsStateSchema = z.object({ document: z.string() });
export type StatisticsState = z.infer<typeof statisticsStateSchema>;

export const fromStatisticsSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('ready') }),
  /** Show these in the editor; what is not said is as in a plain list, in the order that the person has chosen. */
  z.object({ type: z.literal('filter'), filter: z.partial(filterSchema) }),
]);
export type FromStatistics = z.infer<typeof fromStatisticsSchema>;
