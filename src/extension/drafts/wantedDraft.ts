import type { Entry } from '../../dataset/list/entry';
import type { CaptionDocument } from '../document/captionDocument';
import type { Draft } from './draftMessages';

/**
 * Whether what was decided is still to come into the document: its row is as it was before, or as an earlier edit of this draft left
 * it. Times are compared with those of the draft alone: another clock may have been ahead when the row was written before.
 */
export function isWanted({ key, caption, text, before, draft, at }: Draft, { index }: CaptionDocument): boolean {
  const entry = index.find(key);
  if (text.trim() === '' || entry?.group?.entries.indexOf(entry) !== caption - 1) return false;
  const updated = entry.row?.updated ?? '';
  if (entry.row?.text === text) return false;
  const time = Date.parse(updated);
  return updated === before || (draft <= time && time <= at);
}

/**
 * Whether a suggestion was taken in the place of what was begun, or its image was left out, and nothing was typed since: once that is
 * undone, it is there again.
 */
export function isPutAside(entry: Entry | undefined, { before, isDecided }: Draft): boolean {
  const row = entry?.row;
  const isOtherwise = row?.status === 'excluded' || row?.status === 'accepted';
  return isDecided !== true && isOtherwise && row.updated !== before;
}
