import { followSetting } from '../session/followSetting';
import type { Handlers } from '../session/handlers';
import type { SessionContext } from '../session/sessionContext';
import { typingRuleSchema, type TypingRuleFromWebview, type TypingRuleToWebview } from './typingRuleMessages';

/** Tells the page the rule of the setting `showtell.typing`, and whenever it changes. */
export function typingRuleHandlers(context: SessionContext<TypingRuleToWebview>): Handlers<TypingRuleFromWebview> {
  const setting = { name: 'showtell.typing', schema: typingRuleSchema, otherwise: 'replace' } as const;
  return { askTypingRule: followSetting(context, setting, (rule) => context.post({ type: 'typingRule', rule })) };
}
