import * as vscode from 'vscode';
import type { EditQueue } from '../document/editQueue';
import type { Draft, FlushFromWebview } from '../drafts/draftMessages';
import type { Handlers } from '../session/handlers';
import type { Place, SessionFromWebview } from '../session/sessionMessages';
import type { PageCommands } from './pageCommands';

/** What an editor does for its webview as a whole. */
export interface PageActions {
  readonly commands: PageCommands;
  readonly edits: Pick<EditQueue, 'add'>;
  /** The webview has loaded; `place` is where the person was before, and `draft` what was typed last. */
  begin(place: Place | undefined, draft: Draft | undefined): Promise<void>;
  /** The text box got the focus, or lost it. */
  focusChanged(inTextBox: boolean): void;
  /** The webview has sent what was typed. */
  flushed(id: number): void;
  /** Answers once all is done that the webview asked for before and that may lead to another entry. */
  tellMovesDone(id: number): Promise<void>;
  /** @param line counted from 1 */
  openAsText(line: number): Promise<void>;
}

/** Answers what the webview says of itself. */
export function pageHandlers(actions: PageActions): Handlers<SessionFromWebview | FlushFromWebview> {
  return {
    ready: ({ place, draft }) => actions.begin(place, draft),
    openText: ({ line }) => actions.openAsText(line),
    run: async ({ command }) => {
      await vscode.commands.executeCommand(`showtell.${command}`);
    },
    undo: () => actions.edits.add(async () => void (await vscode.commands.executeCommand('undo'))),
    redo: () => actions.edits.add(async () => void (await vscode.commands.executeCommand('redo'))),
    areMovesDone: ({ id }) => actions.tellMovesDone(id),
    focus: ({ inTextBox }) => actions.focusChanged(inTextBox),
    flushed: ({ id }) => actions.flushed(id),
    commandDone: ({ command }) => actions.commands.done(command),
    held: ({ text }) => {
      actions.commands.held = text;
    },
  };
}
