import * as vscode from 'vscode';
import type { Handlers } from './messageHandlers';
import type { Draft, Place } from '../messages';

/** What an editor does for its webview as a whole. */
export interface PageActions {
  /** The webview has loaded; `place` is where the person was before, and `draft` what was typed last. */
  begin(place: Place | undefined, draft: Draft | undefined): Promise<void>;
  /** Remembers where the person is. */
  readonly keepPlace: () => void;
  /** The text box got the focus, or lost it. */
  focusChanged(inTextBox: boolean): void;
  /** The webview has sent what was typed. */
  flushed(id: number): void;
  /** @param line counted from 1 */
  openAsText(line: number): Promise<void>;
}

/** Answers what the webview says of itself. */
export function pageHandlers(
  actions: PageActions,
): Handlers<'ready' | 'openText' | 'run' | 'undo' | 'focus' | 'flushed'> {
  return {
    ready: ({ place, draft }) => actions.begin(place, draft),
    openText: ({ line }) => actions.openAsText(line),
    run: async ({ command }) => {
      await vscode.commands.executeCommand(`showtell.${command}`);
    },
    undo: async () => {
      await vscode.commands.executeCommand('undo');
    },
    focus: ({ inTextBox }) => actions.focusChanged(inTextBox),
    flushed: ({ id }) => actions.flushed(id),
  };
}
