import type { Draft } from '../../extension/drafts/draftMessages';
import type { ItemView } from '../../extension/entries/entryMessages';
import { keepState, keptState } from '../base/host';

/** Keeps what is typed until the document has it, so that it is there again when the extension host crashes or the page goes. */
export function keepDraft(draft: Draft): void {
  keepState({ draft });
}

/** What was typed is given up, or in good hands. */
export function forgetDraft(): void {
  if (keptState().draft) keepState({ draft: undefined });
}

/** Entries have come as the document holds them now. */
export function forgetTakenDraft(items: readonly ItemView[]): void {
  const { draft } = keptState();
  if (draft && items.some(({ key, acknowledged }) => key === draft.key && acknowledged >= draft.sequence))
    forgetDraft();
}
