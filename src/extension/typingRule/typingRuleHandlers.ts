import * as vscode from 'vscode';
import type { Handlers } from '../session/handlers';
import type { SessionContext } from '../session/sessionContext';
import { typingRuleSchema, type TypingRuleFromWebview, type TypingRuleToWebview } from './typingRuleMessages';

/** Tells the page the rule of the setting `showtell.typing`, and whenever it changes. */
export function typingRuleHandlers(context: SessionContext<TypingRuleToWebview>): Handlers<TypingRuleFromWebview> {
  const { uri } = context.captions.document;
  const tell = (): void => {
    const wanted: unknown = vscode.workspace.getConfiguration('showtell', uri).get('typing');
    const rule = typingRuleSchema.safeParse(wanted);
    // What VS Code marks as wrong in the settings is as if it was not there.
    context.post({ type: 'typingRule', rule: rule.success ? rule.data : 'replace' });
  };
  const changes = vscode.workspace.onDidChangeConfiguration((event) => {
    if (event.affectsConfiguration('showtell.typing', uri)) tell();
  });
  context.disposables.add(changes);
  return { askTypingRule: tell };
}
