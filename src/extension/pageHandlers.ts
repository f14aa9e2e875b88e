import * as vscode from 'vscode';
import type { Handlers } from './messageHandlers';
import type { Place } from './messages';

/** What an editor does for its webview as a whole. */
export interface PageActions {
  /** The webview has loaded; `place` is where the person was before. */
  begin(place: Place | undefined): Promise<void>;
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
export function pageHandlers(actions: PageActions): Handlers<'ready' | 'openText' | 'run' | 'focus' | 'flushed'> {
  return {
    ready: ({ place }) => actions.begin(place),
    openText: ({ line }) => actions.openAsText(line),
    run: async ({ command }) => {
      await vscode.commands.executeCommand(`showtell.${command}`);
    },
    focus: ({ inTextBox }) => actions.focusChanged(inTextBox),
    flushed: ({ id }) => actions.flushed(id),
  };
}
