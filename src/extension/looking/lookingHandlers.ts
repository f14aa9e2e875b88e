import path from 'node:path';
import { SearchError, searchedTexts, type Look } from '../../dataset/list/look';
import { entryKnowledge } from '../entries/entryKnowledge';
import { FindInThread } from '../search/findInThread';
import type { Handlers } from '../session/handlers';
import type { SessionContext } from '../session/sessionContext';
import type { LookingFromWebview, LookingToWebview } from './lookingMessages';

/** Follows where a person goes, and finds what is to be looked at next. */
export function lookingHandlers({
  captions,
  edits,
  suggestions,
  entries,
  keepPlace,
  listed,
  post,
}: SessionContext<LookingToWebview>): Handlers<LookingFromWebview> {
  const finder = new FindInThread(path.join(__dirname, 'searchWorker.js'));
  const known = entryKnowledge(captions, suggestions);
  /** The keys of what was put aside. */
  const skipped = new Set<string>();
  /** What was decided a moment ago is no longer open; what is not listed yet may be. */
  const nextOpen = async (): Promise<number> => {
    await edits.settled();
    const find = (): number => entries.nextOpen((entry) => skipped.has(entry.key));
    const index = find();
    if (index >= 0) return index;
    await listed();
    return find();
  };
  const tellNothingOpen = (): void => {
    const { total, decided } = captions.counts;
    post({ type: 'nothingOpen', elsewhere: total - decided });
  };
  const goToOpen = async (): Promise<void> => {
    const index = await nextOpen();
    if (index >= 0) post({ type: 'select', index });
    else tellNothingOpen();
  };
  return {
    window: ({ first, count }) => entries.show(first, count),
    select: ({ index, key, version }) => {
      entries.select(index, key, version);
      keepPlace();
    },
    look: async ({ look }) => {
      finder.stop();
      try {
        if (!(await endsInTime(finder, look, () => searchedTexts(captions.index.entries, look, known)))) return;
      } catch (error) {
        if (!(error instanceof SearchError)) throw error;
        return post({ type: 'lookRefused', problem: error.message });
      }
      entries.look(look);
      keepPlace();
    },
    skip: ({ key }) => {
      skipped.add(key);
      return goToOpen();
    },
    findUndecided: goToOpen,
    reachedEnd: async () => {
      if ((await nextOpen()) < 0) tellNothingOpen();
    },
  };
}

/**
 * Tries a regular expression in a thread first, as one that runs away would take the whole extension host along.
 * @returns false if another search came meanwhile
 * @throws SearchError if it cannot be read, or takes too long
 */
async function endsInTime(finder: FindInThread, look: Look, texts: () => readonly string[]): Promise<boolean> {
  if (!look.isRegularExpression || look.search === '') return true;
  // What is put in its own place changes nothing, so that nothing is gathered.
  const same = { replacement: '$&', wholeWord: false } as const;
  const { search: find, isRegularExpression, matchCase } = look;
  return (await finder.find(texts(), { kind: 'replace', find, isRegularExpression, matchCase, ...same })) !== undefined;
}
