import * as z from 'zod/mini';
import { draftSchema } from '../../extension/drafts/draftMessages';
import { mayChange, mayMove, toWebviewSchema, type FromWebview, type ToWebview } from '../../extension/messages';
import { placeSchema } from '../../extension/session/sessionMessages';
import { Answers } from './answers';

interface VsCodeApi {
  postMessage(message: unknown): void;
  getState(): unknown;
  setState(state: unknown): void;
}
declare function acquireVsCodeApi(): VsCodeApi;

/** How an image is looked at: at a scale, with this place of it (0 to 1) in the middle. */
const zoomSchema = z.object({ scale: z.number(), x: z.number(), y: z.number() });
export type Zoom = z.infer<typeof zoomSchema>;

const keptSchema = z.object({
  place: z.optional(placeSchema),
  /** How far below the list's upper edge the selected entry was, in pixels. */
  offset: z.optional(z.number()),
  /** Whether it was in sight, as it is to be in another window, too. */
  isInSight: z.optional(z.boolean()),
  /** Whether one image is shown large instead of the list. */
  isLarge: z.boolean(),
  /** Whether the text box had the keys. */
  isTyping: z.optional(z.boolean()),
  /** Nothing where images are fitted. */
  zoom: z.optional(zoomSchema),
  draft: z.optional(draftSchema),
  /** What was typed and waited to know into which caption. */
  held: z.optional(z.string()),
});
/** What comes back after the webview was thrown away: hidden, or reloaded with the window. */
export type KeptState = z.infer<typeof keptSchema>;

const api = acquireVsCodeApi();
let kept: KeptState = keptSchema.safeParse(api.getState()).data ?? { isLarge: false };
let onMove: () => void = () => undefined;
let onChange: () => void = () => undefined;
let onSilence: (isSilent: boolean) => void = () => undefined;
const answers = new Answers((isMissing) => onSilence(isMissing));

export function send(message: FromWebview): void {
  if (['select', 'draft', 'edit', 'areMovesDone'].includes(message.type)) answers.expect();
  api.postMessage(message);
  if (mayMove(message)) onMove();
  if (mayChange(message)) onChange();
}

/** Calls back whenever something was sent that changes what stands of an entry. */
export function listenForChanges(changed: () => void): void {
  onChange = changed;
}

/** Calls back whenever something was sent that may lead to another entry. */
export function listenForMoves(moved: () => void): void {
  onMove = moved;
}

/**
 * Calls back with each message of the extension; others are none of ours.
 * @param silence is told when the extension has ceased to answer, and when it answers again
 */
export function listen(receive: (message: ToWebview) => void, silence: (isSilent: boolean) => void): void {
  onSilence = silence;
  window.addEventListener('message', (event: MessageEvent<unknown>) => {
    const message = toWebviewSchema.safeParse(event.data);
    if (!message.success) return;
    answers.came();
    receive(message.data);
  });
}

export function keptState(): KeptState {
  return kept;
}

/** Keeps these besides what is kept already. */
export function keepState(change: Partial<KeptState>): void {
  kept = { ...kept, ...change };
  api.setState(kept);
}
