import type { DatasetIndex } from '../../dataset/list/datasetIndex';
import { isOpen, type Entry } from '../../dataset/list/entry';
import { captionOf, type Row } from '../../dataset/rows/row';
import type { CaptionDocument, EntryChange } from '../document/captionDocument';
import { acceptEntry } from '../suggestions/acceptEntry';
import type { SuggestionStore } from '../suggestions/suggestionStore';

type Paths = Pick<CaptionDocument, 'likelyPath'>;
type Suggestions = Pick<SuggestionStore, 'brief' | 'wasReplaced'>;

/** A suggestion that is to be accepted, and what it was agreed to for. */
interface Agreed {
  key: string;
  row: Partial<Row>;
  /** What stood in the row. */
  caption: string;
  wasReplaced: boolean;
}

/** What *Accept All Shown* would do with what an editor shows. */
export interface Acceptance {
  agreed: Agreed[];
  /** Decided by a person, or captioned by another tool. */
  decided: number;
  withoutSuggestion: number;
  /** What somebody has begun to write. */
  begun: number;
  /** Broken lines, and rows whose image is not there. */
  broken: number;
}

/** What becomes of these entries if the suggestions of all of them are accepted. */
export function planAcceptance(
  entries: Iterable<Entry>,
  captions: Paths,
  suggestions: Suggestions,
  now: Date,
): Acceptance {
  const plan: Acceptance = { agreed: [], decided: 0, withoutSuggestion: 0, begun: 0, broken: 0 };
  for (const entry of entries) {
    if (!entry.group?.isThere) plan.broken++;
    else if (entry.isBegun) plan.begun++;
    else if (!isOpen(entry)) plan.decided++;
    else {
      const row = acceptEntry(entry, captions, suggestions, now);
      const wasReplaced = suggestions.wasReplaced(captions.likelyPath(entry));
      if (row) plan.agreed.push({ key: entry.key, row, caption: captionOf(entry.row), wasReplaced });
      else plan.withoutSuggestion++;
    }
  }
  return plan;
}

/**
 * What was agreed to, for the entries that are as they were then. What somebody wrote or decided since stays theirs, and
 * nobody has agreed to anything for an image that became another one; but a suggestion that came since takes nothing
 * away from what was agreed to.
 */
export function stillAgreed(
  agreed: readonly Agreed[],
  index: Pick<DatasetIndex, 'find'>,
  captions: Paths,
  suggestions: Pick<Suggestions, 'wasReplaced'>,
): EntryChange[] {
  return agreed.flatMap(({ key, row, caption, wasReplaced }) => {
    const entry = index.find(key);
    if (!entry?.group?.isThere || entry.isBegun || !isOpen(entry) || captionOf(entry.row) !== caption) return [];
    return suggestions.wasReplaced(captions.likelyPath(entry)) === wasReplaced ? [{ entry, row }] : [];
  });
}
