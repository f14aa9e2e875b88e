import type { Entry } from '../dataset/list/entry';
import type { CaptionDocument } from './captionDocument';
import type { Proposal } from './decisions';
import type { SuggestionStore } from './suggestionStore';

/** One of the captions that are proposed for an entry, 0 the best; nothing if there are not so many (yet). */
export function proposalFor(
  entry: Entry,
  candidate: number,
  captions: CaptionDocument,
  suggestions: SuggestionStore,
): Proposal | undefined {
  if (candidate === 0 && entry.row?.status === 'suggested') return { text: entry.row.text, model: entry.row.model };
  const imagePath = captions.imagePath(entry);
  const suggestion = imagePath === undefined ? undefined : suggestions.get(imagePath);
  const chosen = suggestion?.candidates.at(candidate);
  return suggestion && chosen ? { text: chosen.text, model: suggestion.model } : undefined;
}
