import type { TypingRuleToWebview } from '../../extension/typingRule/typingRuleMessages';
import { send } from '../base/host';
import type { Receivers } from '../base/receivers';
import type { Deciding } from '../deciding/deciding';
import type { Page } from '../page/page';

/** Follows the setting that says whether a letter types over a suggestion or goes on with it. */
export function typingRuleFeature(page: Page, deciding: Deciding) {
  const { detail } = page;
  const { box } = detail;
  /** The entry whose text box has begun with what is suggested, or that the person has typed at. */
  let begun: string | undefined;
  /** A text box that has the keys already begins as it would with a letter in the list. */
  const begin = (): void => {
    if (deciding.typingRule !== 'continue' || !box.focused || begun === box.key) return;
    if (detail.suggested === '' || box.element.value !== '') return;
    begun = box.key;
    box.edit(detail.suggested);
  };
  detail.onShown = begin;
  box.element.addEventListener('focus', begin);
  box.element.addEventListener('input', () => (begun = box.key));
  box.element.addEventListener('blur', () => (begun = undefined));
  send({ type: 'askTypingRule' });
  const receivers: Receivers<TypingRuleToWebview> = {
    typingRule: ({ rule }) => {
      deciding.typingRule = rule;
      detail.tellTypingRule(rule);
    },
  };
  return { receivers };
}
