import { isOutdated, type Entry } from '../../dataset/list/entry';
import { captionOf, type Row } from '../../dataset/rows/row';
import type { CaptionDocument } from '../document/captionDocument';
import type { Proposal } from '../document/rowChanges';
import type { SuggestionStore } from './suggestionStore';

/** One of the captions that are proposed for an entry, 0 the best; nothing if there are not so many (yet). */
export function proposalFor(
  entry: Entry,
  candidate: number,
  captions: Pick<CaptionDocument, 'imagePath'>,
  suggestions: Pick<SuggestionStore, 'get' | 'brief' | 'wasReplaced'>,
): Proposal | undefined {
  const imagePath = captions.imagePath(entry);
  if (candidate === 0 && entry.row?.status === 'suggested' && captionOf(entry.row) !== '') {
    const { row } = entry;
    return newerProposal(row, imagePath, suggestions) ?? { text: captionOf(row), model: row.model };
  }
  const suggestion = imagePath === undefined ? undefined : suggestions.get(imagePath);
  const chosen = suggestion?.candidates.at(candidate);
  return suggestion && chosen ? { text: chosen.text, model: suggestion.model } : undefined;
}

/** What is suggested now instead of what a batch wrote into a row: with another model, or for another image. */
export function newerProposal(
  row: Row | undefined,
  imagePath: string | undefined,
  suggestions: Pick<SuggestionStore, 'brief' | 'wasReplaced'>,
): Proposal | undefined {
  const brief = imagePath === undefined ? undefined : suggestions.brief(imagePath);
  if (!row || !brief || brief.text === '' || imagePath === undefined) return undefined;
  return isOutdated(row, suggestions.wasReplaced(imagePath) ? undefined : brief.model) ? brief : undefined;
}
