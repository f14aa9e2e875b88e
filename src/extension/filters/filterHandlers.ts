import path from 'node:path';
import { countedTexts, SearchError, searchedTexts, type ListFilter } from '../../dataset/list/listFilter';
import { FindInThread } from '../../dataset/replace/findInThread';
import { entryKnowledge } from '../entries/entryKnowledge';
import type { Handlers } from '../session/handlers';
import type { SessionContext } from '../session/sessionContext';
import type { FilterFromWebview, FilterToWebview } from './filterMessages';

/** Lists what a filter and a search leave, in the order that a person chose. */
export function filterHandlers({
  captions,
  suggestions,
  entries,
  keepPlace,
  post,
}: SessionContext<FilterToWebview>): Handlers<FilterFromWebview> {
  const finder = new FindInThread(path.join(__dirname, 'searchWorker.js'));
  const known = entryKnowledge(captions, suggestions);
  let asked = 0;
  return {
    filter: async ({ filter }) => {
      finder.stop();
      const number = ++asked;
      const isWanted = (): boolean => number === asked;
      try {
        if (!(await endsInTime(finder, filter, () => searchedTexts(captions.index.entries, filter, known)))) return;
      } catch (error) {
        if (!(error instanceof SearchError)) throw error;
        return post({ type: 'filterRefused', problem: error.message });
      }
      if (filter.tokens) {
        const texts = countedTexts(captions.index.entries, filter, known);
        if (!(await captions.tokens.countAhead(texts, isWanted))) return;
      }
      entries.filter(filter);
      keepPlace();
    },
  };
}

/**
 * Tries a regular expression in a thread first, as one that runs away would take the whole extension host along.
 * @returns false if another search came meanwhile
 * @throws SearchError if it cannot be read, or takes too long
 */
async function endsInTime(finder: FindInThread, filter: ListFilter, texts: () => readonly string[]): Promise<boolean> {
  if (!filter.isRegularExpression || filter.search === '') return true;
  // What is put in its own place changes nothing, so that nothing is gathered.
  const same = { replacement: '$&', wholeWord: false } as const;
  const { search: find, isRegularExpression, matchCase } = filter;
  return (await finder.find(texts(), { kind: 'replace', find, isRegularExpression, matchCase, ...same })) !== undefined;
}
