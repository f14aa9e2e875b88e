import type { Handlers, SessionContext } from './messageHandlers';

/** Follows where a person goes, and finds what is to be looked at next. */
export function lookingHandlers({
  entries,
  keepPlace,
  post,
}: SessionContext): Handlers<'window' | 'select' | 'look' | 'skip' | 'findUndecided'> {
  /** The keys of what was put aside. */
  const skipped = new Set<string>();
  const goToOpen = (after: number): void => {
    const index = entries.nextOpen(after, (entry) => skipped.has(entry.key));
    if (index >= 0) post({ type: 'select', index });
  };
  return {
    window: ({ first, count }) => entries.show(first, count),
    select: ({ index }) => {
      entries.select(index);
      keepPlace();
    },
    look: ({ look }) => {
      entries.look(look);
      keepPlace();
    },
    skip: ({ key, index }) => {
      skipped.add(key);
      goToOpen(index);
    },
    findUndecided: ({ after }) => goToOpen(after),
  };
}
