import { followSetting } from '../session/followSetting';
import type { Handlers } from '../session/handlers';
import type { SessionContext } from '../session/sessionContext';
import { pastedLinesSchema, type LineBreakFromWebview, type LineBreakToWebview } from './lineBreakMessages';

/** Tells the page the rule of the setting `showtell.pastedLines`, and whenever it changes. */
export function lineBreakHandlers(context: SessionContext<LineBreakToWebview>): Handlers<LineBreakFromWebview> {
  const setting = { name: 'showtell.pastedLines', schema: pastedLinesSchema, otherwise: 'join' } as const;
  return { askPastedLines: followSetting(context, setting, (rule) => context.post({ type: 'pastedLines', rule })) };
}
