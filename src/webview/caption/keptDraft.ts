import type { Draft } from '../../extension/drafts/draftMessages';
import type { ItemView } from '../../extension/entries/entryMessages';
import { keepState, keptState, send } from '../base/host';

/** How often the extension is told what is typed, in milliseconds: so much is lost when everything is killed. */
const pause = 100;

let timer: number | undefined;
let untold: Draft | undefined;
let isOneMoment = false;

/**
 * Keeps what is typed until the extension has it: here, for when the extension host crashes or the page goes; and with the
 * extension, which keeps it for as long as nobody decides.
 */
export function keepDraft(draft: Draft): void {
  keepState({ draft });
  untold = draft;
  if (timer === undefined && !isOneMoment) tell();
}

/** What is typed and decided in one moment was never only begun: the extension is told how it ends. */
export function inOneMoment(act: () => void): void {
  isOneMoment = true;
  try {
    act();
  } finally {
    isOneMoment = false;
    if (timer === undefined) tell();
  }
}

/** The extension is told now what is typed. */
export function tellDraft(): void {
  window.clearTimeout(timer);
  tell();
}

/** Keeps what is decided until the document has it. */
export function keepDecision(draft: Draft): void {
  untold = undefined;
  keepState({ draft: { ...draft, isDecided: true } });
}

/**
 * An entry as the extension has it now, with what was decided of it since: the half of it that was told as begun would stand there
 * until the document has it all.
 */
export function withDecision(item: ItemView): ItemView {
  const { draft } = keptState();
  const isOnItsWay = draft?.isDecided === true && draft.key === item.key && item.acknowledged < draft.sequence;
  return isOnItsWay && item.draft !== undefined ? { ...item, draft: draft.text } : item;
}

/** What was typed is given up, or in good hands. */
export function forgetDraft(): void {
  untold = undefined;
  forgetState();
}

/** Entries have come as the extension has them now; what is on its way there goes on. */
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
