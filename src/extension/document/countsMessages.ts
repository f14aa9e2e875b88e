/** How the progress of a dataset reaches the webview. */
import * as z from 'zod/mini';
import { entryStates } from '../../dataset/list/entry';

export { entryStates };

/** How many entries each filter has. */
export const stateCountsSchema = z.record(z.enum([...entryStates, 'problem']), z.number());

export const countsSchema = z.object({
  /** Of images, however many captions they have. */
  total: z.number(),
  decided: z.number(),
  states: stateCountsSchema,
});
export type CountsView = z.infer<typeof countsSchema>;
