import type { CaptionDocument } from '../document/captionDocument';
import type { Draft } from '../drafts/draftMessages';
import type { EntryWindow } from '../entries/entryWindow';

/**
 * What is still to be typed of what had been typed before a webview was gone.
 * @returns nothing if it had come, or something was decided since
 */
export function wantedEdit(
  { caption, at, ...edit }: Draft,
  { index }: CaptionDocument,
  { items }: EntryWindow,
): Omit<Draft, 'caption' | 'at'> | undefined {
  const entry = index.find(edit.key);
  const isSame = entry?.group?.entries.indexOf(entry) === caption - 1;
  const isOlder = at <= (Date.parse(entry?.row?.updated ?? '') || 0);
  if (edit.text.trim() === '' || !isSame || isOlder || items.hasCome(edit.key, edit.sequence)) return undefined;
  return edit;
}
