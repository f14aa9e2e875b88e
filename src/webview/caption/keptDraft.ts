import type { Draft } from '../../extension/drafts/draftMessages';
import type { ItemView } from '../../extension/entries/entryMessages';
import { keepState, keptState, send } from '../base/host';

/** How often the extension is told what is typed, in milliseconds: so much is lost when everything is killed. */
const pause = 100;

let timer: number | undefined;
let untold: Draft | undefined;

/**
 * Keeps what is typed until the document has it: here, for when the extension host crashes or the page goes; and with the
 * extension, for when the window is gone, too.
 */
export function keepDraft(draft: Draft): void {
  keepState({ draft });
  untold = draft;
  if (timer === undefined) tell();
}

/** What was typed is given up, or in good hands. */
export function forgetDraft(): void {
  untold = undefined;
  forgetState();
}

/** Entries have come as the document holds them now; what is on its way to the extension goes there still. */
export function forgetTakenDraft(items: readonly ItemView[]): void {
  const { draft } = keptState();
  if (draft && items.some(({ key, acknowledged }) => key === draft.key && acknowledged >= draft.sequence))
    forgetState();
}

function forgetState(): void {
  if (keptState().draft) keepState({ draft: undefined });
}

function tell(): void {
  timer = undefined;
  if (!untold) return;
  send({ type: 'draft', draft: untold });
  untold = undefined;
  timer = window.setTimeout(tell, pause);
}
