/** Where the person goes in the list. */
import * as z from 'zod/mini';
import type { EntriesToWebview } from '../entries/entryMessages';

export const navigationFromWebview = [
  /** What is on screen: tell about these entries, now and whenever they change. */
  z.object({ type: z.literal('window'), first: z.number(), count: z.number() }),
  /** `key` is what stood there, if that was known, in the list of this version (without it, the newest). */
  z.object({
    type: z.literal('select'),
    index: z.number(),
    key: z.optional(z.string()),
    version: z.optional(z.number()),
  }),
  z.object({ type: z.literal('findUndecided') }),
  /** The person wants to go on after the last entry: is anything left to do? */
  z.object({ type: z.literal('reachedEnd') }),
  /** Puts an entry aside: it comes again after all others that wait for a decision. */
  z.object({ type: z.literal('skip'), key: z.string() }),
] as const;
export type NavigationFromWebview = z.infer<(typeof navigationFromWebview)[number]>;

export const navigationToWebview = [
  /** All that is shown is decided; so many images wait for a decision that are not shown. */
  z.object({ type: z.literal('nothingOpen'), elsewhere: z.number() }),
] as const;
export type NavigationToWebview =
  z.infer<(typeof navigationToWebview)[number]> | Extract<EntriesToWebview, { type: 'select' }>;
