/** How somebody looks at the dataset; see `Look`. */
import * as z from 'zod/mini';
import { datasetFolder } from '../../dataset/list/inFolder';
import { isUnfiltered, orders, searchPlaces, shownChoices } from '../../dataset/list/look';

export { datasetFolder, isUnfiltered, orders, searchPlaces, shownChoices };

export const lookSchema = z.object({
  shown: z.enum(shownChoices),
  search: z.string(),
  searchIn: z.enum(searchPlaces),
  isRegularExpression: z.boolean(),
  matchCase: z.boolean(),
  order: z.enum(orders),
  folder: z.string(),
  words: z.optional(z.object({ from: z.number(), to: z.optional(z.number()) })),
});
export type LookView = z.infer<typeof lookSchema>;
