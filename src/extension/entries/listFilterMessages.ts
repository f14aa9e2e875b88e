/** Which entries the list shows, as editor and webview tell each other; see `ListFilter`. */
import * as z from 'zod/mini';
import { datasetFolder } from '../../dataset/list/inFolder';
import { isUnfiltered, orders, searchPlaces, shownChoices } from '../../dataset/list/listFilter';

export { datasetFolder, isUnfiltered, orders, searchPlaces, shownChoices };

const rangeSchema = z.object({ from: z.number(), to: z.optional(z.number()) });

export const filterSchema = z.object({
  shown: z.enum(shownChoices),
  search: z.string(),
  searchIn: z.enum(searchPlaces),
  isRegularExpression: z.boolean(),
  matchCase: z.boolean(),
  order: z.enum(orders),
  folder: z.string(),
  words: z.optional(rangeSchema),
  tokens: z.optional(rangeSchema),
});
export type FilterView = z.infer<typeof filterSchema>;
