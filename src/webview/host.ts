import * as z from 'zod/mini';
import { placeSchema, toWebviewSchema, type FromWebview, type ToWebview } from '../extension/messages';

interface VsCodeApi {
  postMessage(message: unknown): void;
  getState(): unknown;
  setState(state: unknown): void;
}
declare function acquireVsCodeApi(): VsCodeApi;

const keptSchema = z.object({
  place: z.optional(placeSchema),
  /** How far below the list's upper edge the selected entry was, in pixels. */
  offset: z.optional(z.number()),
  /** Whether one image is shown large instead of the list. */
  isLarge: z.boolean(),
});
/** What comes back after the webview was thrown away: hidden, or reloaded with the window. */
export type KeptState = z.infer<typeof keptSchema>;

const api = acquireVsCodeApi();

export function send(message: FromWebview): void {
  api.postMessage(message);
}

/** Calls back with each message of the extension; others are none of ours. */
export function listen(receive: (message: ToWebview) => void): void {
  window.addEventListener('message', (event: MessageEvent<unknown>) => {
    const message = toWebviewSchema.safeParse(event.data);
    if (message.success) receive(message.data);
  });
}

export function keptState(): KeptState {
  const kept = keptSchema.safeParse(api.getState());
  return kept.success ? kept.data : { isLarge: false };
}

export function keepState(state: KeptState): void {
  api.setState(state);
}
