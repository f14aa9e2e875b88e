import * as l10n from '@vscode/l10n';
import type { LengthToWebview } from '../../extension/captionLength/lengthMessages';
import { button, element } from '../base/dom';
import { send } from '../base/host';
import type { Receivers } from '../base/receivers';
import type { Page } from '../page/page';

type Measured = Extract<LengthToWebview, { type: 'measured' }>;

/** Says below the text box how long the caption is, in characters, words and, where a tokenizer is named, tokens. */
export function captionLengthFeature(page: Page) {
  const { box, below } = page.detail;
  const text = element('span');
  const show = (): void => {
    if (limit !== undefined) page.side.filters.showFromTokens(limit + 1);
  };
  const tokens = button('', l10n.t('Show the captions that are over the limit'), 'link tokens', show);
  const trouble = element('span', { class: 'problem', role: 'status' });
  const line = element('div', { class: 'caption-length' }, text, tokens, trouble);
  below.append(line);
  let limit: number | undefined;
  /** What is asked about and not answered: what is typed meanwhile is asked about after it. */
  let asked: string | undefined;
  let known: Measured | undefined;

  const measure = (): void => {
    const { value } = box.element;
    line.classList.toggle('empty', value.trim() === '');
    if (asked !== undefined || known?.text === value || value.trim() === '') return;
    asked = value;
    send({ type: 'measure', text: value });
  };
  box.onTextSet.push(measure);
  box.element.addEventListener('input', measure);
  send({ type: 'askLimit' });
  const receivers: Receivers<LengthToWebview> = {
    limit: (message) => {
      limit = message.limit;
      page.side.filters.tokenLimit = limit;
      trouble.textContent = message.problem ?? '';
      known = undefined;
      measure();
    },
    measured: (measured) => {
      asked = undefined;
      known = measured;
      const { characters, words, tokens: count } = measured;
      text.textContent = l10n.t('Characters: {0}, words: {1}', characters, words);
      const most = count === undefined ? undefined : limit;
      tokens.hidden = most === undefined;
      tokens.textContent = most === undefined ? '' : l10n.t('{0} of {1} tokens', count ?? 0, most);
      tokens.classList.toggle('problem', most !== undefined && (count ?? 0) > most);
      measure();
    },
  };
  return { receivers };
}
