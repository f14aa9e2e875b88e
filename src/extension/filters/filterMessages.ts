/** Which entries the list shows, and in which order. */
import * as z from 'zod/mini';
import type { EntriesToWebview } from '../entries/entryMessages';
import { filterSchema } from '../entries/listFilterMessages';

export const filterFromWebview = [z.object({ type: z.literal('filter'), filter: filterSchema })] as const;
export type FilterFromWebview = z.infer<(typeof filterFromWebview)[number]>;

export type FilterToWebview = Extract<EntriesToWebview, { type: 'filterRefused' }>;
