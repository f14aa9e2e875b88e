import type { Handlers, SessionContext } from './messageHandlers';

/** Follows where a person goes, and finds what is to be looked at next. */
export function lookingHandlers({
  entries,
  keepPlace,
  post,
}: SessionContext): Handlers<'window' | 'select' | 'look' | 'skip' | 'findUndecided'> {
  /** The keys of what was put aside. */
  const skipped = new Set<string>();
  const goToOpen = (): void => {
    const index = entries.nextOpen((entry) => skipped.has(entry.key));
    if (index >= 0) post({ type: 'select', index });
  };
  return {
    window: ({ first, count }) => entries.show(first, count),
    select: ({ index, key, version }) => {
      entries.select(index, key, version);
      keepPlace();
    },
    look: ({ look }) => {
      entries.look(look);
      keepPlace();
    },
    skip: ({ key }) => {
      skipped.add(key);
      goToOpen();
    },
    findUndecided: () => goToOpen(),
  };
}
