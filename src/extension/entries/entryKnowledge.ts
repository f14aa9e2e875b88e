import type { Entry } from '../../dataset/list/entry';
import type { EntryKnowledge } from '../../dataset/list/listFilter';
import type { CaptionDocument } from '../document/captionDocument';
import type { SuggestionStore } from '../suggestions/suggestionStore';

/** What the suggestions and the other captions tell of entries, for filtering and ordering. */
export function entryKnowledge(captions: CaptionDocument, suggestions: SuggestionStore): EntryKnowledge {
  // Looking for each image on disk would take seconds; the name is enough to know what was suggested before.
  const known = (entry: Entry): string => captions.likelyPath(entry);
  return {
    confidence: (entry) => suggestions.confidence(known(entry)),
    suggested: (entry) => suggestions.brief(known(entry))?.text ?? '',
    tokens: (text) => captions.tokens.count(text),
    isShort: (entry) => captions.index.short.has(entry),
  };
}
