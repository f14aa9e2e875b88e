import * as vscode from 'vscode';
import type { Handlers } from '../session/handlers';
import type { SessionContext } from '../session/sessionContext';
import { pastedLinesSchema, type LineBreakFromWebview, type LineBreakToWebview } from './lineBreakMessages';

/** Tells the page the rule of the setting `showtell.pastedLines`, and whenever it changes. */
export function lineBreakHandlers(context: SessionContext<LineBreakToWebview>): Handlers<LineBreakFromWebview> {
  const { uri } = context.captions.document;
  const tell = (): void => {
    const wanted: unknown = vscode.workspace.getConfiguration('showtell', uri).get('pastedLines');
    const rule = pastedLinesSchema.safeParse(wanted);
    // What VS Code marks as wrong in the settings is as if it was not there.
    context.post({ type: 'pastedLines', rule: rule.success ? rule.data : 'join' });
  };
  const changes = vscode.workspace.onDidChangeConfiguration((event) => {
    if (event.affectsConfiguration('showtell.pastedLines', uri)) tell();
  });
  context.disposables.add(changes);
  return { askPastedLines: tell };
}
