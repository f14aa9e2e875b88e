import type { Entry } from '../../dataset/list/entry';
import type { Row } from '../../dataset/rows/row';
import type { CaptionDocument } from '../document/captionDocument';
import { accept, acceptRow } from '../document/rowChanges';
import { newerProposal } from './proposalFor';
import type { SuggestionStore } from './suggestionStore';

/**
 * What becomes of an undecided entry's row when its suggestion is accepted unseen by the editor: also of a suggestion
 * of which only the brief is kept.
 * @returns nothing if no suggestion is known, or if the entry is one more caption of its image
 */
export function acceptEntry(
  entry: Entry,
  captions: Pick<CaptionDocument, 'likelyPath'>,
  suggestions: Pick<SuggestionStore, 'brief' | 'wasReplaced'>,
  now: Date,
): Partial<Row> | undefined {
  if (entry.row?.status === 'suggested') {
    const newer = newerProposal(entry.row, captions.likelyPath(entry), suggestions);
    return newer ? accept(newer, now) : acceptRow(entry.row, now);
  }
  if (entry.group?.entries.length !== 1) return undefined;
  const brief = suggestions.brief(captions.likelyPath(entry));
  return brief && brief.text !== '' ? accept(brief, now) : undefined;
}
