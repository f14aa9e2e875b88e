import type { Handlers } from '../session/handlers';
import type { SessionContext } from '../session/sessionContext';
import { NextUndecided } from './nextUndecided';
import type { NavigationFromWebview, NavigationToWebview } from './navigationMessages';

/** Follows where a person goes in the list, and leads to the next image without a decision. */
export function navigationHandlers({
  captions,
  edits,
  entries,
  keepPlace,
  listed,
  post,
}: SessionContext<NavigationToWebview>): Handlers<NavigationFromWebview> {
  const next = new NextUndecided({ edits, entries, listed });
  const tellNothingOpen = (): void => {
    const { total, decided } = captions.counts;
    post({ type: 'nothingOpen', elsewhere: total - decided });
  };
  const goToOpen = async (): Promise<void> => {
    const index = await next.find();
    if (index >= 0) post({ type: 'select', index });
    else tellNothingOpen();
  };
  return {
    window: ({ first, count }) => entries.show(first, count),
    select: ({ index, key, version }) => {
      entries.select(index, key, version);
      keepPlace();
    },
    skip: ({ key }) => {
      next.skip(key);
      return goToOpen();
    },
    findUndecided: goToOpen,
    reachedEnd: async () => {
      if ((await next.find()) < 0) tellNothingOpen();
    },
  };
}
